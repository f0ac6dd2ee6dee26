package io.ctattention.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.ctattention.Golden;
import io.ctattention.block.ForwardTrace;
import io.ctattention.block.Network;
import io.ctattention.model.Inference;
import io.ctattention.model.PyTorch;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The methods at the convolution before the last attention of the golden CBAM network, by plain
 * loops over the engine's own gradients and over single forward passes.
 */
class CamThroughAttentionTest {

    private static final int SLICES = 4;
    private static final int CHANNELS = 64;
    private static final int SIDE = 5;
    private static final int PLACES = SIDE * SIDE;
    private static final int TARGET = 1;

    private Golden golden;
    private Network network;
    private ParameterStore parameters;
    private NDArray input;
    private ForwardTrace trace;
    private float[] activations;

    @BeforeEach
    void passForward() throws IOException {
        golden = Golden.read("cbam");
        network = golden.network("cbam");
        parameters = new ParameterStore(golden.manager(), false);
        input = golden.get("input");
        try (PyTorch.NoGradient scope = PyTorch.noGradient()) {
            trace = network.trace(parameters, input, false);
        }
        activations = trace.convolved().toFloatArray();
        assertThat(trace.convolved().getShape()).isEqualTo(new Shape(SLICES, CHANNELS, SIDE, SIDE));
    }

    @AfterEach
    void close() {
        if (golden != null) {
            golden.close();
        }
    }

    private float[] raw(CamMethod method, Layer layer) {
        List<Explanation> explanations =
                new ClassActivationMap(
                                TinyNetwork.CLASSES,
                                Inference::argMax,
                                new CamTarget("COVID", layer, method))
                        .explain(network, parameters, input, trace);
        float[] raw = new float[SLICES * PLACES];
        for (int n = 0; n < SLICES; n++) {
            System.arraycopy(explanations.get(n).heatMap().raw(), 0, raw, n * PLACES, PLACES);
        }
        return raw;
    }

    /** The gradient of the target's logit with respect to the convolution's output. */
    private float[] gradient() {
        NDArray features = trace.convolved().duplicate();
        features.setRequiresGradient(true);
        try (GradientCollector collector = golden.manager().getEngine().newGradientCollector()) {
            NDArray logits = logits(features);
            collector.backward(logits.get(":," + TARGET).sum());
        }
        return features.getGradient().toFloatArray();
    }

    private NDArray logits(NDArray features) {
        return network.head()
                .logits(
                        parameters,
                        network.lastAttention().attend(parameters, features, false).head());
    }

    private static int at(int slice, int channel, int place) {
        return (slice * CHANNELS + channel) * PLACES + place;
    }

    private float[] weighted(double[][] weights) {
        float[] map = new float[SLICES * PLACES];
        for (int n = 0; n < SLICES; n++) {
            for (int p = 0; p < PLACES; p++) {
                double sum = 0;
                for (int k = 0; k < CHANNELS; k++) {
                    sum += weights[n][k] * activations[at(n, k, p)];
                }
                map[n * PLACES + p] = (float) sum;
            }
        }
        return map;
    }

    @Test
    void hiResCamAndLayerCamTakeTheGradientOfEveryPlaceThroughTheAttention() {
        float[] gradient = gradient();
        float[] all = new float[SLICES * PLACES];
        float[] positive = new float[SLICES * PLACES];
        for (int n = 0; n < SLICES; n++) {
            for (int k = 0; k < CHANNELS; k++) {
                for (int p = 0; p < PLACES; p++) {
                    float g = gradient[at(n, k, p)];
                    all[n * PLACES + p] += g * activations[at(n, k, p)];
                    positive[n * PLACES + p] += Math.max(g, 0) * activations[at(n, k, p)];
                }
            }
        }
        Golden.assertClose("hirescam", all, raw(CamMethod.HIRESCAM, Layer.CONV));
        Golden.assertClose("layercam", positive, raw(CamMethod.LAYERCAM, Layer.CONV));
    }

    @Test
    void gradCamPlusPlusIsEquation19OfItsPaper() {
        float[] gradient = gradient();
        double[][] weights = new double[SLICES][CHANNELS];
        for (int n = 0; n < SLICES; n++) {
            for (int k = 0; k < CHANNELS; k++) {
                double sum = 0;
                for (int p = 0; p < PLACES; p++) {
                    sum += activations[at(n, k, p)];
                }
                for (int p = 0; p < PLACES; p++) {
                    double g = gradient[at(n, k, p)];
                    if (g > 0) {
                        weights[n][k] += g * g / (2 * g * g + sum * g * g * g) * g;
                    }
                }
            }
        }
        Golden.assertClose(
                "gradcam++", weighted(weights), raw(CamMethod.GRADCAM_PLUS_PLUS, Layer.CONV));
    }

    @Test
    void hiResCamOfTheAttentionsOutputSumsToTheLogitLessItsBiases() {
        float[] sums = new float[SLICES];
        float[] raw = raw(CamMethod.HIRESCAM, Layer.ATTENTION);
        for (int i = 0; i < raw.length; i++) {
            sums[i / PLACES] += raw[i];
        }
        float[] hidden = trace.kept().singletonOrThrow().toFloatArray();
        float[] second = golden.get("param/dense2.weight").toFloatArray();
        float[] bias = golden.get("param/dense1.bias").toFloatArray();
        float[] expected = new float[SLICES];
        for (int n = 0; n < SLICES; n++) {
            expected[n] =
                    trace.logits().getFloat(n, TARGET)
                            - golden.get("param/dense2.bias").getFloat(TARGET);
            for (int u = 0; u < bias.length; u++) {
                if (hidden[n * bias.length + u] > 0) {
                    expected[n] -= second[TARGET * bias.length + u] * bias[u];
                }
            }
        }
        Golden.assertClose("sums", expected, sums);
    }

    @Test
    void ablationCamTakesEachChannelAwayBeforeTheAttention() {
        double[][] weights = new double[SLICES][CHANNELS];
        try (PyTorch.NoGradient scope = PyTorch.noGradient()) {
            for (int k = 0; k < CHANNELS; k++) {
                float[] without = activations.clone();
                for (int n = 0; n < SLICES; n++) {
                    Arrays.fill(without, at(n, k, 0), at(n, k, 0) + PLACES, 0);
                }
                float[] logits =
                        logits(golden.manager().create(without, trace.convolved().getShape()))
                                .toFloatArray();
                for (int n = 0; n < SLICES; n++) {
                    double whole = trace.logits().getFloat(n, TARGET);
                    weights[n][k] = (whole - logits[2 * n + TARGET]) / Math.abs(whole);
                }
            }
        }
        Golden.assertClose(
                "ablationcam", weighted(weights), raw(CamMethod.ABLATIONCAM, Layer.CONV));
    }

    @Test
    void scoreCamSpreadsItsMasksAsHeatMapsAreSpread() {
        double[][] weights = new double[SLICES][CHANNELS];
        int size = network.spec().size();
        float[] slices = input.toFloatArray();
        for (int n = 0; n < SLICES; n++) {
            float[] seen = new float[CHANNELS * 3 * size * size];
            for (int k = 0; k < CHANNELS; k++) {
                float[] mask = mask(n, k, size);
                for (int i = 0; i < 3 * size * size; i++) {
                    seen[k * 3 * size * size + i] =
                            slices[n * 3 * size * size + i] * mask[i % (size * size)];
                }
            }
            NDArray batch = golden.manager().create(seen, new Shape(CHANNELS, 3, size, size));
            float[] logits = Inference.logits(golden.manager(), network, batch).toFloatArray();
            double sum = 0;
            for (int k = 0; k < CHANNELS; k++) {
                weights[n][k] = Math.exp(logits[2 * k + TARGET]);
                sum += weights[n][k];
            }
            for (int k = 0; k < CHANNELS; k++) {
                weights[n][k] /= sum;
            }
        }
        Golden.assertClose("scorecam", weighted(weights), raw(CamMethod.SCORECAM, Layer.CONV));
    }

    private float[] mask(int slice, int channel, int size) {
        float[] map = new float[PLACES];
        System.arraycopy(activations, at(slice, channel, 0), map, 0, PLACES);
        float[] over = HeatMap.of(network.spec(), map).over(size, size);
        float least = Float.POSITIVE_INFINITY;
        float greatest = 0;
        for (float value : over) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        for (int i = 0; i < over.length; i++) {
            over[i] = greatest == least ? 0 : (over[i] - least) / (greatest - least);
        }
        return over;
    }
}
