package io.ctattention.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ctattention.GpuMachine;
import io.ctattention.block.attention.AttentionSpec;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Each method on {@link TinyNetwork}, worked out by hand.
 *
 * <pre>
 * A1 = [0 0.5 1 0.25]    A2 = [1 0.75 0.5 0.875]    h = [8 0]    y = [-8 5]
 * dy1/dA1 = [0 1 2 -4]   dy1/dA2 = [-1 0 3 2]       (0.5 W1, for h2 is off)
 * </pre>
 */
@ExtendWith(GpuMachine.class)
class CamMethodTest {

    private static final double[] A1 = {0, 0.5, 1, 0.25};
    private static final double[] A2 = {1, 0.75, 0.5, 0.875};

    private TinyNetwork network;

    @BeforeEach
    void build() {
        network = new TinyNetwork(-0.5f, 1);
    }

    @AfterEach
    void close() {
        network.close();
    }

    private static float[] sum(double w1, double w2) {
        float[] sum = new float[4];
        for (int i = 0; i < 4; i++) {
            sum[i] = (float) (w1 * A1[i] + w2 * A2[i]);
        }
        return sum;
    }

    @Test
    void theLogitsAreThoseWorkedOut() {
        double[] p = network.explain(CamMethod.GRADCAM, null).probabilities();
        assertThat(Math.log(p[1] / p[0])).isCloseTo(5 - -8, within(1e-4));
    }

    @Test
    void gradCamWeighsChannelsByTheirMeanGradients() {
        assertThat(network.raw(CamMethod.GRADCAM))
                .containsExactly(sum(-0.25, 1), within(1e-6f)); // (0+1+2-4)/4, (-1+0+3+2)/4
    }

    @Test
    void gradCamPlusPlusWeighsThemByEquation19OfItsPaper() {
        // alpha = g^2 / (2 g^2 + g^3 sum A), for the positive g, with sums 1.75 and 3.125.
        double w1 = 1 / (2 + 1.75 * 1) * 1 + 4 / (8 + 1.75 * 8) * 2;
        double w2 = 9 / (18 + 3.125 * 27) * 3 + 4 / (8 + 3.125 * 8) * 2;
        assertThat(network.raw(CamMethod.GRADCAM_PLUS_PLUS))
                .containsExactly(sum(w1, w2), within(1e-6f));
    }

    @Test
    void gradCamPlusPlusTakesSumsBelowZeroAsTheyAre() {
        // Global context adds -0.9 to A2, whose sum is then -0.475: h1 = 3 - 2.7 + 0.5 = 0.8 is
        // still on, h2 still off, and the gradients are the same.
        AttentionSpec context = AttentionSpec.of(AttentionSpec.Kind.GC);
        Map<String, float[]> weights =
                Map.of(
                        "attention1.w2", new float[2],
                        "attention1.b2", new float[] {0, -0.9f});
        double w1 = 1 / (2 + 1.75 * 1) * 1 + 4 / (8 + 1.75 * 8) * 2;
        double w2 = 9 / (18 - 0.475 * 27) * 3 + 4 / (8 - 0.475 * 8) * 2;
        float[] expected = new float[4];
        for (int i = 0; i < 4; i++) {
            expected[i] = (float) (w1 * A1[i] + w2 * (A2[i] - 0.9));
        }
        try (TinyNetwork attending = new TinyNetwork(-0.5f, 1, context, weights)) {
            assertThat(
                            attending
                                    .explain(CamMethod.GRADCAM_PLUS_PLUS, "COVID", Layer.ATTENTION)
                                    .heatMap()
                                    .raw())
                    .containsExactly(expected, within(1e-5f));
        }
    }

    @Test
    void hiResCamShowsWhatEachPlaceAddsToTheLogit() {
        float[] raw = network.raw(CamMethod.HIRESCAM);
        assertThat(raw).containsExactly(new float[] {-1, 0.5f, 3.5f, 0.75f}, within(1e-6f));
        // The logit of 5 less the biases that reach it: 0.5 * 0.5 through h1, and 1.
        assertThat(raw[0] + raw[1] + raw[2] + raw[3]).isCloseTo(5 - 0.25f - 1, within(1e-6f));
    }

    @Test
    void layerCamLeavesOutWhatSpeaksAgainst() {
        assertThat(network.raw(CamMethod.LAYERCAM))
                .containsExactly(new float[] {0, 0.5f, 3.5f, 1.75f}, within(1e-6f));
    }

    @Test
    void eigenCamProjectsOnTheFirstPrincipalDirection() {
        // A^T A = [1.3125 1.09375; 1.09375 2.578125]; the main axis of a symmetric 2 x 2 matrix
        // lies at the angle t with tan 2t = 2 b / (a - d).
        double t = Math.atan2(2 * 1.09375, 1.3125 - 2.578125) / 2;
        float[] expected = sum(Math.cos(t), Math.sin(t));
        assertThat(network.raw(CamMethod.EIGENCAM)).containsExactly(expected, within(1e-5f));
        assertThat(network.explain(CamMethod.EIGENCAM, "NonCOVID").heatMap().raw())
                .as("of the other class")
                .containsExactly(expected, within(1e-5f));
    }

    @Test
    void eigenCamOfChannelsThatAreMultiplesIsTheirCommonMap() {
        try (TinyNetwork multiples = new TinyNetwork(3, 0)) { // A2 = 3 A1, v = [1 3] / sqrt 10
            float root = (float) Math.sqrt(10);
            assertThat(multiples.raw(CamMethod.EIGENCAM))
                    .containsExactly(
                            new float[] {0, 0.5f * root, root, 0.25f * root}, within(1e-5f));
        }
    }

    @Test
    void scoreCamWeighsChannelsByTheSliceSeenThroughThem() {
        // The masks are A1 and (A2 - 0.5) / 0.5 = 1 - x: the network sees x^2 and x (1 - x).
        // x^2 = [0 1/4 1 1/16]:      h1 = 9.375, h2 = 0,       y1 = 5.6875
        // x (1 - x) = [0 1/4 0 3/16]: h1 = 7.125, h2 = 2.03125, y1 = 8.625
        double w1 = 1 / (1 + Math.exp(8.625 - 5.6875));
        assertThat(network.raw(CamMethod.SCORECAM)).containsExactly(sum(w1, 1 - w1), within(1e-6f));
    }

    @Test
    void scoreCamSeesNothingThroughAChannelOfOneValue() {
        try (TinyNetwork constant = new TinyNetwork(0, 2)) { // A2 = 2 everywhere
            // Through A1, x^2: h1 = 0.5 + 4 - 0.5 + 16 + 0.5 = 20.5, h2 = -5.25 + 8 = 2.75
            // Nothing:         h1 = 16 + 0.5 = 16.5,                 h2 = 8
            double y1 = 0.5 * 20.5 + 2 * 2.75 + 1;
            double y2 = 0.5 * 16.5 + 2 * 8 + 1;
            double w1 = 1 / (1 + Math.exp(y2 - y1));
            float[] expected = new float[4];
            for (int i = 0; i < 4; i++) {
                expected[i] = (float) (w1 * A1[i] + (1 - w1) * 2);
            }
            assertThat(constant.raw(CamMethod.SCORECAM)).containsExactly(expected, within(1e-6f));
        }
    }

    @Test
    void ablationCamWeighsChannelsByWhatTheLogitLosesWithoutThem() {
        // Without A1: h1 = 5, h2 = 3.125 (now on), y1 = 9.75. Without A2: h1 = 3.5, y1 = 2.75.
        assertThat(network.raw(CamMethod.ABLATIONCAM))
                .containsExactly(sum((5 - 9.75) / 5, (5 - 2.75) / 5), within(1e-6f));
    }

    @Test
    void ablationCamOfANegativeLogitDoesNotTurnItsSign() {
        // y0 = -8, without A1 -5, without A2 -3.5: both channels speak against the class.
        HeatMap map = network.explain(CamMethod.ABLATIONCAM, "NonCOVID").heatMap();
        assertThat(map.raw()).containsExactly(sum(-3.0 / 8, -4.5 / 8), within(1e-6f));
        assertThat(map.empty()).isTrue();
    }

    @Test
    void everyMethodIsFoundByItsWordAndOthersAreRefused() {
        assertThat(Arrays.stream(CamMethod.values()).map(CamMethod::id))
                .containsExactly(
                        "gradcam",
                        "gradcam++",
                        "hirescam",
                        "layercam",
                        "eigencam",
                        "scorecam",
                        "ablationcam");
        for (CamMethod method : CamMethod.values()) {
            assertThat(CamMethod.parse(method.id().toUpperCase(Locale.ROOT))).isSameAs(method);
        }
        assertThatThrownBy(() -> CamMethod.parse("smoothgrad"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "method 'smoothgrad' is unknown; use one of gradcam, gradcam++, hirescam,"
                                + " layercam, eigencam, scorecam, ablationcam");
    }

    @Test
    void anExplanationNamesItsMethod() {
        assertThat(network.explain(CamMethod.GRADCAM_PLUS_PLUS, "COVID").toJson())
                .contains("\"layer\":\"conv\",\"method\":\"gradcam++\",\"empty\":false");
    }
}
