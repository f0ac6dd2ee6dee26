package io.ctattention.evaluation.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PrecisionRecallCurveTest {

    /**
     * The example of scikit-learn's documentation of precision_recall_curve, which lists the same
     * points from the last to the first, and of average_precision_score, 0.83.
     */
    @Test
    void goesAsScikitLearnsDoes() {
        double[] scores = {0.1, 0.4, 0.35, 0.8};
        boolean[] positive = {false, false, true, true};
        PrecisionRecallCurve curve = PrecisionRecallCurve.of(scores, positive).orElseThrow();
        assertThat(curve.points())
                .containsExactly(
                        new PrecisionRecallCurve.Point(0.8, 0.5, 1),
                        new PrecisionRecallCurve.Point(0.4, 0.5, 0.5),
                        new PrecisionRecallCurve.Point(0.35, 1, 2.0 / 3),
                        new PrecisionRecallCurve.Point(0.1, 1, 0.5));
        assertThat(
                        new Ranking(scores, i -> positive[i])
                                .areas(new int[] {1, 1, 1, 1})
                                .averagePrecision()
                                .orElseThrow())
                .isCloseTo(0.8333333333, within(1e-9));
    }

    @Test
    void holdsThePrecisionUntilTheNextRecall() {
        // one positive alone at the top, the other tied with two negatives: precision 2 of 4
        PrecisionRecallCurve curve =
                PrecisionRecallCurve.of(
                                new double[] {0.9, 0.4, 0.4, 0.4},
                                new boolean[] {true, true, false, false})
                        .orElseThrow();
        assertThat(curve.at(0)).isEqualTo(1);
        assertThat(curve.at(0.5)).isEqualTo(1);
        assertThat(curve.at(0.51)).isEqualTo(0.5);
        assertThat(curve.at(1)).isEqualTo(0.5);
    }

    @Test
    void isNotDrawnWithoutAPositiveSlice() {
        assertThat(PrecisionRecallCurve.of(new double[] {0.3}, new boolean[1])).isEmpty();
    }
}
