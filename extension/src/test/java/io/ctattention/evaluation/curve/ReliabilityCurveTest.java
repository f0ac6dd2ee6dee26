package io.ctattention.evaluation.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.ctattention.evaluation.EvaluationOptions;
import io.ctattention.evaluation.EvaluationReport;
import io.ctattention.evaluation.Metric;
import io.ctattention.evaluation.SlicePrediction;
import io.ctattention.evaluation.Slices;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ReliabilityCurveTest {

    private static final Offset<Double> EXACT = within(1e-12);

    @Test
    void countsTheAnswersOfEachBin() {
        ReliabilityCurve curve =
                ReliabilityCurve.of(
                        new double[] {0.9, 0.92, 0.7, 0.7},
                        new boolean[] {true, false, true, true});
        assertThat(curve.bins()).hasSize(2);
        ReliabilityCurve.Bin low = curve.bins().get(0);
        assertThat(low.low()).isCloseTo(0.666666666667, within(1e-9));
        assertThat(low.high()).isCloseTo(0.733333333333, within(1e-9));
        assertThat(low.count()).isEqualTo(2);
        assertThat(low.confidence()).isCloseTo(0.7, EXACT);
        assertThat(low.accuracy()).isEqualTo(1);
        ReliabilityCurve.Bin high = curve.bins().get(1);
        assertThat(high.count()).isEqualTo(2);
        assertThat(high.confidence()).isCloseTo(0.91, EXACT);
        assertThat(high.accuracy()).isEqualTo(0.5);
        // (2 * 0.41 + 2 * 0.3) / 4
        assertThat(curve.error()).isCloseTo(0.355, EXACT);
        assertThat(curve.count()).isEqualTo(4);
    }

    @Test
    void putsAnEdgeIntoTheBinBelow() {
        ReliabilityCurve curve =
                ReliabilityCurve.of(new double[] {0, 0.6, 0.61, 1}, new boolean[4]);
        assertThat(curve.bins()).extracting(ReliabilityCurve.Bin::count).containsOnly(1);
        assertThat(curve.bins())
                .extracting(bin -> Math.round(15 * bin.high()))
                .containsExactly(1L, 9L, 10L, 15L);
    }

    /** As ECE has it; at a threshold of 0.8 both are taken for NonCOVID. */
    @Test
    void judgesTheMostProbableClassWhateverTheThreshold() {
        List<SlicePrediction> slices =
                List.of(
                        new SlicePrediction(
                                "a", null, "COVID", new double[] {0.7, 0.3}, "NonCOVID"),
                        new SlicePrediction(
                                "b", null, "NonCOVID", new double[] {0.1, 0.9}, "NonCOVID"));
        ReliabilityCurve curve =
                ReliabilityCurve.of(
                        new int[] {0, 1},
                        slices.stream()
                                .map(SlicePrediction::probabilities)
                                .toArray(double[][]::new));
        assertThat(curve.bins())
                .extracting(ReliabilityCurve.Bin::accuracy)
                .containsExactly(1.0, 1.0);
        assertThat(curve.error()).isCloseTo((0.3 + 0.1) / 2, EXACT);
        EvaluationReport report =
                EvaluationReport.of(
                        Slices.CLASSES,
                        "COVID",
                        0.8,
                        slices,
                        null,
                        false,
                        List.of(),
                        List.of(),
                        EvaluationOptions.WITHOUT_INTERVALS);
        assertThat(report.metrics().get(Metric.ECE).value()).isCloseTo(curve.error(), EXACT);
    }

    @Test
    void wantsAnAnswerForEachConfidence() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReliabilityCurve.of(new double[1], new boolean[2]))
                .withMessage(
                        "1 confidences but 2 answers: there must be one of both for each slice");
    }
}
