package io.ctattention.block.workaround;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.ctattention.model.PyTorch;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The faster ways beside the definitions. */
class ProductsTest {

    private static final int HEIGHT = 6;

    private NDManager manager;
    private Random random;

    @BeforeEach
    void open() {
        PyTorch.engine();
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        random = new Random(5);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private float[] noise(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "5, 7", "16, 7", "17, 1", "33, 7", "40, 33"})
    void aConvolutionInBlocksAndItsGradientsAreTheDefinitions(int width, int k) {
        int places = HEIGHT * width;
        float[] maps = noise(2 * 2 * places);
        float[] kernel = noise(2 * k * k);
        float[] seed = noise(2 * places);
        NDArray x = manager.create(maps, new Shape(2, 2, HEIGHT, width));
        NDArray w = manager.create(kernel, new Shape(1, 2, k, k));
        assertThat(BlockedConvolution.suits(x, w)).isTrue();
        x.setRequiresGradient(true);
        w.setRequiresGradient(true);
        NDArray y;
        try (GradientCollector collector = PyTorch.engine().newGradientCollector()) {
            y = BlockedConvolution.apply(x, w);
            NDArray weights = manager.create(seed, new Shape(2, 1, HEIGHT, width));
            collector.backward(y.mul(weights).sum());
        }

        double[] output = new double[seed.length];
        double[] ofMaps = new double[maps.length];
        double[] ofKernel = new double[kernel.length];
        for (int n = 0; n < 2; n++) {
            for (int to = 0; to < places; to++) {
                for (int tap = 0; tap < 2 * k * k; tap++) {
                    int row = to / width + tap / k % k - k / 2;
                    int column = to % width + tap % k - k / 2;
                    if (row >= 0 && row < HEIGHT && column >= 0 && column < width) {
                        int from = (2 * n + tap / (k * k)) * places + row * width + column;
                        output[n * places + to] += (double) maps[from] * kernel[tap];
                        ofMaps[from] += (double) seed[n * places + to] * kernel[tap];
                        ofKernel[tap] += (double) seed[n * places + to] * maps[from];
                    }
                }
            }
        }
        assertClose(y, output);
        assertClose(x.getGradient(), ofMaps);
        assertClose(w.getGradient(), ofKernel);
    }

    private static void assertClose(NDArray seen, double[] expected) {
        float[] values = seen.toFloatArray();
        assertThat(values).hasSameSizeAs(expected);
        for (int i = 0; i < values.length; i++) {
            assertThat((double) values[i]).isCloseTo(expected[i], within(1e-4));
        }
    }

    @Test
    void aKernelThatReachesFurtherThanABlockIsNotTaken() {
        NDArray maps = manager.ones(new Shape(1, 2, 4, 4));
        assertThat(BlockedConvolution.suits(maps, manager.ones(new Shape(1, 2, 35, 35)))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, 12", "3, 12", "8, 400", "2, 13"})
    void productsOfFewRowsAreTheEngines(int rows, int k) {
        NDArray few = manager.create(noise(rows * k), new Shape(rows, k));
        NDArray matrix = manager.create(noise(5 * k), new Shape(5, k));
        NDArray gradient = manager.create(noise(rows * 5), new Shape(rows, 5));
        assertThat(SmallBatch.suits(few)).isTrue();
        assertThat(SmallBatch.timesTransposed(few, matrix).toFloatArray())
                .containsExactly(few.matMul(matrix.transpose()).toFloatArray(), within(1e-4f));
        assertThat(SmallBatch.times(gradient, matrix).toFloatArray())
                .containsExactly(gradient.matMul(matrix).toFloatArray(), within(1e-4f));
        assertThat(SmallBatch.suits(manager.ones(new Shape(9, 4)))).isFalse();
    }

    @Test
    void theMeanForGpusIsTheMeanForTheCpu() {
        NDArray values = manager.create(noise(2 * 3 * 4 * 5), new Shape(2, 3, 4, 5));
        for (int[] axes : new int[][] {{1}, {2, 3}}) {
            for (boolean keep : new boolean[] {false, true}) {
                NDArray one = Mean.of(values, keep, axes);
                NDArray other = Mean.ofEachAxis(values, keep, axes);
                assertThat(other.getShape()).isEqualTo(one.getShape());
                assertThat(other.toFloatArray()).containsExactly(one.toFloatArray(), within(1e-6f));
            }
        }
    }
}
