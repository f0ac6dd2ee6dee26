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
import io.ctattention.block.WeightNames;
import io.ctattention.model.PyTorch;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Residual attention against {@link PlainResidualAttention}: the same mathematics in loops over
 * doubles, and its gradients by differences.
 */
class ResidualAttentionTest {

    private static final Shape SHAPE = new Shape(2, 4, 5, 3);
    private static final double STEP = 1e-6;

    private final Random random = new Random(7);
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Map<String, double[]> plainWeights = new LinkedHashMap<>();
    private NDManager manager;
    private ResidualAttention block;
    private double[] plainFeatures;
    private double[] outputGradient;

    @BeforeEach
    void drawWeightsAndFeatures() {
        PyTorch.engine();
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        block = new ResidualAttention(4);
        block.initialize(manager, DataType.FLOAT32, SHAPE);
        WeightNames.collect("", block, parameters);
        parameters.forEach(
                (name, parameter) -> {
                    NDArray array = parameter.getArray();
                    double[] values = noise(array.size());
                    for (int i = 0; i < values.length; i++) {
                        // Small weights keep the numbers near one, variances are positive.
                        double value = values[i] / (array.getShape().dimension() > 1 ? 4 : 1);
                        values[i] = (float) (name.endsWith("var") ? Math.abs(value) + 1 : value);
                    }
                    plainWeights.put(name, values);
                    try (PyTorch.NoGradient scope = PyTorch.noGradient()) {
                        array(values, array.getShape()).copyTo(array);
                    }
                });
        plainFeatures = noise(SHAPE.size());
        outputGradient = noise(SHAPE.size());
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private double[] noise(long length) {
        return random.doubles(length, -1, 1).map(value -> (float) value).toArray();
    }

    private NDArray array(double[] values, Shape shape) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return manager.create(floats, shape);
    }

    private double plainLoss(boolean training) {
        double[] output = plainOutput(training);
        double loss = 0;
        for (int i = 0; i < output.length; i++) {
            loss += output[i] * outputGradient[i];
        }
        return loss;
    }

    private double[] plainOutput(boolean training) {
        return new PlainResidualAttention(plainWeights, training).apply(plainFeatures, SHAPE);
    }

    private float difference(double[] values, int i, boolean training) {
        double before = values[i];
        values[i] = before + STEP;
        double above = plainLoss(training);
        values[i] = before - STEP;
        double below = plainLoss(training);
        values[i] = before;
        return (float) ((above - below) / (2 * STEP));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theOutputIsThatOfPlainLoops(boolean training) {
        NDArray output;
        try (PyTorch.NoGradient scope = PyTorch.noGradient()) {
            output =
                    block.forward(
                                    new ParameterStore(manager, false),
                                    new NDList(array(plainFeatures, SHAPE)),
                                    training)
                            .head();
        }
        assertThat(output.getShape()).isEqualTo(SHAPE);
        double[] expected = plainOutput(training);
        float[] actual = output.toFloatArray();
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i]).isCloseTo(expected[i], within(1e-4));
        }
    }

    @Test
    void inTrainingEveryGradientIsTheDifferenceOfPlainLoops() {
        NDArray features = array(plainFeatures, SHAPE);
        features.setRequiresGradient(true);
        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDArray output =
                    block.forward(new ParameterStore(manager, false), new NDList(features), true)
                            .head();
            collector.backward(output.mul(array(outputGradient, SHAPE)).sum());
        }
        compare(plainFeatures, features.getGradient().toFloatArray(), true);
        parameters.forEach(
                (name, parameter) -> {
                    if (parameter.requiresGradient()) {
                        float[] gradient = parameter.getArray().getGradient().toFloatArray();
                        compare(plainWeights.get(name), gradient, true);
                    }
                });
    }

    @Test
    void atInferenceTheGradientOfTheInputIsTheDifferenceOfPlainLoops() {
        NDArray gradient =
                block.inputGradient(
                        new ParameterStore(manager, false),
                        array(plainFeatures, SHAPE),
                        array(outputGradient, SHAPE));
        compare(plainFeatures, gradient.toFloatArray(), false);
    }

    /** Compares all numbers of small arrays, and every 97th of large ones. */
    private void compare(double[] values, float[] gradient, boolean training) {
        for (int i = 0; i < values.length; i += values.length > 200 ? 97 : 1) {
            assertThat(gradient[i]).isCloseTo(difference(values, i, training), within(2e-3f));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 41, 87})
    void oddAndTinySidesComeBackAsTheyWere(int side) {
        try (PyTorch.NoGradient scope = PyTorch.noGradient()) {
            Shape shape = new Shape(1, 4, side, side);
            NDArray output =
                    block.forward(
                                    new ParameterStore(manager, false),
                                    new NDList(manager.ones(shape)),
                                    false)
                            .head();
            assertThat(output.getShape()).isEqualTo(shape);
        }
    }
}
