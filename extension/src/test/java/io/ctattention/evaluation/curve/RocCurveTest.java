package io.ctattention.evaluation.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.ctattention.evaluation.Metric;
import io.ctattention.evaluation.Scores;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RocCurveTest {

    private static final Offset<Double> EXACT = within(1e-12);
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** The example of scikit-learn's documentation of roc_curve, thresholds included. */
    @Test
    void goesAsScikitLearnsDoes() {
        RocCurve curve =
                curve(new double[] {0.1, 0.4, 0.35, 0.8}, new boolean[] {false, false, true, true});
        assertThat(curve.points())
                .containsExactly(
                        new RocCurve.Point(INFINITY, 0, 0),
                        new RocCurve.Point(0.8, 0, 0.5),
                        new RocCurve.Point(0.4, 0.5, 0.5),
                        new RocCurve.Point(0.35, 0.5, 1),
                        new RocCurve.Point(0.1, 1, 1));
        assertThat(area(curve)).isEqualTo(0.75);
    }

    @Test
    void goesStraightThroughEqualScores() {
        RocCurve curve =
                curve(new double[] {0.5, 0.5, 0.9, 0.1}, new boolean[] {true, false, true, false});
        assertThat(curve.points())
                .containsExactly(
                        new RocCurve.Point(INFINITY, 0, 0),
                        new RocCurve.Point(0.9, 0, 0.5),
                        new RocCurve.Point(0.5, 0.5, 1),
                        new RocCurve.Point(0.1, 1, 1));
        assertThat(area(curve)).isEqualTo(0.875);
        assertThat(curve.at(0)).isEqualTo(0.5);
        assertThat(curve.at(0.25)).isEqualTo(0.75);
        assertThat(curve.at(0.75)).isEqualTo(1);
        assertThat(curve.at(1)).isEqualTo(1);
    }

    @Test
    void enclosesTheAurocOfTheScoresWhateverIsTied() {
        Random random = new Random(3);
        for (int trial = 0; trial < 50; trial++) {
            int[] labels = random.ints(40, 0, 2).toArray();
            double[] scores = random.ints(40, 0, 9).mapToDouble(i -> i / 8.0).toArray();
            double[][] probabilities = new double[40][];
            boolean[] positive = new boolean[40];
            for (int i = 0; i < 40; i++) {
                probabilities[i] = new double[] {1 - scores[i], scores[i]};
                positive[i] = labels[i] == 1;
            }
            Scores all = Scores.of(List.of("NonCOVID", "COVID"), "COVID", labels, probabilities);
            assertThat(area(curve(scores, positive)))
                    .isCloseTo(all.value(Metric.AUROC).orElseThrow(), EXACT);
            assertThat(area(PrecisionRecallCurve.of(scores, positive).orElseThrow()))
                    .isCloseTo(all.value(Metric.AVERAGE_PRECISION).orElseThrow(), EXACT);
        }
    }

    @Test
    void isNotDrawnFromOneClassAlone() {
        assertThat(RocCurve.of(new double[] {0.2, 0.7}, new boolean[] {true, true})).isEmpty();
        assertThat(RocCurve.of(new double[] {0.2, 0.7}, new boolean[2])).isEmpty();
        assertThat(RocCurve.of(new double[0], new boolean[0])).isEmpty();
    }

    @Test
    void wantsALabelForEachScore() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RocCurve.of(new double[3], new boolean[2]))
                .withMessage("3 scores but 2 labels: there must be one of both for each slice");
    }

    /** The trapezoidal rule. */
    private static double area(RocCurve curve) {
        double area = 0;
        for (int i = 1; i < curve.points().size(); i++) {
            RocCurve.Point from = curve.points().get(i - 1);
            RocCurve.Point to = curve.points().get(i);
            area +=
                    (to.falsePositiveRate() - from.falsePositiveRate())
                            * (from.truePositiveRate() + to.truePositiveRate())
                            / 2;
        }
        return area;
    }

    /** The sum of the steps. */
    private static double area(PrecisionRecallCurve curve) {
        double area = 0;
        double recall = 0;
        for (PrecisionRecallCurve.Point point : curve.points()) {
            area += (point.recall() - recall) * point.precision();
            recall = point.recall();
        }
        return area;
    }

    private static RocCurve curve(double[] scores, boolean[] positive) {
        return RocCurve.of(scores, positive).orElseThrow();
    }
}
