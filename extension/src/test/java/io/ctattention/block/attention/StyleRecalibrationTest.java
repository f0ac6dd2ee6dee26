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
import ai.djl.training.ParameterStore;
import io.ctattention.block.WeightNames;
import io.ctattention.model.PyTorch;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two slices of one channel and two pixels, with numbers that can be worked out by hand. */
class StyleRecalibrationTest {

    private NDManager manager;
    private StyleRecalibration block;
    private final Map<String, Parameter> weights = new LinkedHashMap<>();

    @BeforeEach
    void createABlock() {
        PyTorch.engine();
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        block = new StyleRecalibration(1);
        block.initialize(manager, DataType.FLOAT32, new Shape(2, 1, 1, 2));
        WeightNames.collect("", block, weights);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private void weigh(float mean, float deviation) {
        try (PyTorch.NoGradient scope = PyTorch.noGradient()) {
            manager.create(new float[] {mean, deviation}, new Shape(1, 2))
                    .copyTo(weights.get("w").getArray());
        }
    }

    private float[] forward(boolean training, float... pixels) {
        NDArray slices = manager.create(pixels, new Shape(pixels.length / 2, 1, 1, 2));
        try (PyTorch.NoGradient scope = PyTorch.noGradient()) {
            ParameterStore parameters = new ParameterStore(manager, false);
            return block.forward(parameters, new NDList(slices), training).head().toFloatArray();
        }
    }

    private float running(String name) {
        return weights.get(name).getArray().getFloat();
    }

    private static float sigmoid(double x) {
        return (float) (1 / (1 + Math.exp(-x)));
    }

    @Test
    void atFirstEveryGateIsOneHalf() {
        assertThat(forward(false, 1, 3, 2, 6)).containsExactly(0.5f, 1.5f, 1, 3);
    }

    @Test
    void trainingTakesTheStatisticsOfTheBatchAndInferenceTheRunningOnes() {
        weigh(1, 0);
        // The means are 2 and 4: of these the mean is 3, the variance 1, or 2 unbiased.
        float low = sigmoid(-1 / Math.sqrt(1.00001));
        float high = sigmoid(1 / Math.sqrt(1.00001));
        assertThat(forward(true, 1, 3, 2, 6))
                .containsExactly(new float[] {low, 3 * low, 2 * high, 6 * high}, within(1e-6f));
        assertThat(running("running_mean")).isCloseTo(0.1f * 3, within(1e-6f));
        assertThat(running("running_var")).isCloseTo(0.9f * 1 + 0.1f * 2, within(1e-6f));

        float gate = sigmoid((2 - 0.3) / Math.sqrt(1.1 + 1e-5));
        assertThat(forward(false, 1, 3))
                .containsExactly(new float[] {gate, 3 * gate}, within(1e-6f));
    }

    @Test
    void theDeviationIsThatOfTheUnbiasedVariance() {
        weigh(0, 1);
        float gate = sigmoid(Math.sqrt(2 + 1e-5) / Math.sqrt(1 + 1e-5)); // running: 0 and 1
        assertThat(forward(false, 1, 3))
                .containsExactly(new float[] {gate, 3 * gate}, within(1e-6f));
    }

    @Test
    void aBatchOfOneSliceHasNoStatisticsAndLeavesTheRunningOnes() {
        weigh(1, 1);
        assertThat(forward(true, 1, 3)).containsExactly(forward(false, 1, 3));
        assertThat(running("running_mean")).isZero();
        assertThat(running("running_var")).isEqualTo(1);
    }
}
