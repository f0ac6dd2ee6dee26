package io.ctattention.block.attention;

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

    /** Against the engine's own gradient collector. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theGradientOfTheInputIsTheEnginesAlsoWhereMaximaTie(boolean batchNorm) {
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
            float[] collected = features.getGradient().toFloatArray();
            float[] gradient =
                    cbam.inputGradient(parameters, features, outputGradient).toFloatArray();

            assertThat(collected).isNotEqualTo(new float[collected.length]);
            assertThat(gradient).containsExactly(collected, within(1e-6f));
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
