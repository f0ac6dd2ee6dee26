package io.ctattention.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.NormalInitializer;
import io.ctattention.model.PyTorch;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CbamGradientTest {

    private static final Shape SHAPE = new Shape(2, 8, 6, 7);

    /** The closed form against the engine's automatic differentiation. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theClosedFormEqualsAutomaticDifferentiationAlsoWhereMaximaTie(boolean batchNorm) {
        PyTorch.engine();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            Cbam cbam = new Cbam(8, 2, 3, batchNorm);
            cbam.setInitializer(new NormalInitializer(0.7f), Parameter.Type.WEIGHT);
            cbam.initialize(manager, DataType.FLOAT32, SHAPE);
            NDArray features = manager.create(features(), SHAPE);
            NDArray outputGradient = manager.create(noise(11), SHAPE);
            ParameterStore parameters = new ParameterStore(manager, false);

            features.setRequiresGradient(true);
            try (GradientCollector collector = PyTorch.engine().newGradientCollector()) {
                NDArray output = cbam.forward(parameters, new NDList(features), false).head();
                collector.backward(output.mul(outputGradient).sum());
            }
            float[] automatic =
                    features.getGradient().reshape(2, 8, 42).mean(new int[] {2}).toFloatArray();
            NDArray gate = cbam.attend(parameters, features, false).get(1);
            float[] closedForm =
                    cbam.meanInputGradient(parameters, features, gate, outputGradient)
                            .toFloatArray();

            assertThat(automatic).isNotEqualTo(new float[automatic.length]);
            assertThat(closedForm).containsExactly(automatic, within(1e-6f));
        }
    }

    private static float[] noise(long seed) {
        Random random = new Random(seed);
        float[] values = new float[Math.toIntExact(SHAPE.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** As after a ReLU: many zeros, a whole channel and a whole place among them. */
    private static float[] features() {
        float[] values = noise(5);
        for (int i = 0; i < values.length; i++) {
            boolean deadChannel = i / 42 % 8 == 3;
            boolean deadPlace = i % 42 == 17;
            values[i] = deadChannel || deadPlace ? 0 : Math.max(0, values[i]);
        }
        return values;
    }
}
