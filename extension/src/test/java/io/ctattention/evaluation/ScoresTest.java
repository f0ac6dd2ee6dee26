package io.ctattention.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ScoresTest {

    private static final Offset<Double> EXACT = within(1e-12);
    private static final List<String> CLASSES = List.of("NonCOVID", "COVID");

    /** The example of scikit-learn's documentation of roc_auc_score and average_precision_score. */
    @Test
    void ranksAsScikitLearnDoes() {
        Scores scores = binary(new int[] {0, 0, 1, 1}, 0.1, 0.4, 0.35, 0.8);
        assertThat(scores.value(Metric.AUROC)).hasValue(0.75);
        assertThat(value(scores, Metric.AVERAGE_PRECISION)).isCloseTo(0.833333333333333, EXACT);
    }

    /**
     * Hanley and McNeil, "The meaning and use of the area under a ROC curve" (1982), table I: 109
     * CT images rated from 1 (normal) to 5 (abnormal), area 0.893.
     */
    @Test
    void countsTiesHalfAsInHanleysAndMcNeilsCtRatings() {
        Scores scores = binary(Ratings.LABELS, Ratings.SCORES);
        assertThat(value(scores, Metric.AUROC))
                .isCloseTo(2642.0 / 2958, EXACT)
                .isCloseTo(0.893, within(5e-4));
    }

    @Test
    void groupsEqualScores() {
        // COVID at 0.9 and 0.5, NonCOVID at 0.5 and 0.1: 2 + 1 + 1/2 of 4 pairs
        Scores tied = binary(new int[] {1, 0, 1, 0}, 0.5, 0.5, 0.9, 0.1);
        assertThat(tied.value(Metric.AUROC)).hasValue(0.875);
        // recall 1/2 at precision 1, the other half at precision 2/3
        assertThat(value(tied, Metric.AVERAGE_PRECISION)).isCloseTo(0.833333333333333, EXACT);
        Scores sameInOtherOrder = binary(new int[] {0, 1, 0, 1}, 0.5, 0.5, 0.1, 0.9);
        assertThat(sameInOtherOrder.values()).isEqualTo(tied.values());
        Scores blind = binary(new int[] {1, 0, 0, 0, 0}, 0.3, 0.3, 0.3, 0.3, 0.3);
        assertThat(blind.value(Metric.AUROC)).hasValue(0.5);
        assertThat(blind.value(Metric.AVERAGE_PRECISION)).hasValue(0.2);
    }

    @Test
    void measuresCalibrationByHand() {
        Scores scores = binary(new int[] {1, 0, 1, 0}, 0.9, 0.92, 0.7, 0.3);
        // 0.01 + 0.8464 + 0.09 + 0.09 = 1.0364, of 4
        assertThat(value(scores, Metric.BRIER)).isCloseTo(0.2591, EXACT);
        // two of mean confidence 0.91, half right; two of 0.7, all right: (2 * 0.41 + 2 * 0.3) / 4
        assertThat(value(scores, Metric.ECE)).isCloseTo(0.355, EXACT);
        // -ln 0.9, 0.08, 0.7, 0.7 = 0.1053605 + 2.5257286 + 2 * 0.3566749
        assertThat(value(scores, Metric.LOSS)).isCloseTo(0.8361097, within(1e-7));
    }

    @Test
    void closesCalibrationBinsAtTheRight() {
        // 0.6 = 9/15 shares a bin with 0.55: |1.15 - 1| / 2, and not (0.4 + 0.55) / 2
        assertThat(value(binary(new int[] {1, 0}, 0.6, 0.55), Metric.ECE)).isCloseTo(0.075, EXACT);
    }

    @Test
    void scoresThreeClasses() {
        Scores scores =
                Scores.of(
                        List.of("COVID", "NonCOVID", "Normal"),
                        "Normal",
                        new int[] {1, 2, 0, 2},
                        new double[][] {
                            {0.5, 0.3, 0.2}, {0.1, 0.1, 0.8}, {0.6, 0.1, 0.3}, {0.4, 0.4, 0.2}
                        });
        assertThat(scores.value(Metric.ACCURACY)).hasValue(0.5);
        // 0.25 + 0.49 + 0.04; 0.01 + 0.01 + 0.04; 0.16 + 0.01 + 0.09; 0.16 + 0.16 + 0.64
        assertThat(value(scores, Metric.BRIER)).isCloseTo(0.515, EXACT); // 2.06 / 4
        // Normal at 0.8 and 0.2, the others at 0.2 and 0.3: 2 + 1/2 of 4 pairs
        assertThat(scores.value(Metric.AUROC)).hasValue(0.625);
        assertThat(value(scores, Metric.F1)).isCloseTo(0.666666666666667, EXACT); // 2 / 3
        // 2/4, 0 and 2/3
        assertThat(value(scores, Metric.MACRO_F1)).isCloseTo(0.388888888888889, EXACT);
        // the fourth slice is a tie, which the first class wins
        assertThat(scores.confusionMatrix().counts()[2]).containsExactly(1, 0, 1);
    }

    /** The examples of scikit-learn's documentation of log_loss and balanced_accuracy_score. */
    @Test
    void givesLogLossAndBalancedAccuracyAsScikitLearnDoes() {
        Scores spam = binary(new int[] {1, 0, 0, 1}, 0.9, 0.1, 0.2, 0.65);
        assertThat(value(spam, Metric.LOSS)).isCloseTo(0.21616187, within(1e-8));
        Scores six = binary(new int[] {0, 1, 0, 0, 1, 0}, 0.1, 0.9, 0.1, 0.1, 0.1, 0.9);
        assertThat(six.value(Metric.BALANCED_ACCURACY)).hasValue(0.625);
        assertThat(six.confusionMatrix().answeringAlways(0).balancedAccuracy()).hasValue(0.5);
    }

    @Test
    void atOneHalfASliceIsPositive() {
        Scores half = binary(new int[] {1, 0}, 0.5, 0.4);
        assertThat(half.value(Metric.ACCURACY)).hasValue(1);
    }

    @Test
    void boundsTheLossOfACertainError() {
        // 52 ln 2
        assertThat(value(binary(new int[] {1}, 0.0), Metric.LOSS))
                .isCloseTo(36.0436533891172, EXACT);
    }

    @Test
    void saysWhyAValueIsMissing() {
        Scores onlyPositive = binary(new int[] {1, 1}, 0.9, 0.8);
        assertThat(onlyPositive.value(Metric.AUROC)).isEmpty();
        assertThat(onlyPositive.reason(Metric.AUROC))
                .hasValue("needs slices of COVID and of another class");
        assertThat(onlyPositive.value(Metric.AVERAGE_PRECISION)).hasValue(1);
        assertThat(onlyPositive.reason(Metric.MCC))
                .hasValue("the slices or the predictions are all of one class");
        assertThat(onlyPositive.value(Metric.MACRO_F1)).hasValue(1);
        Scores onlyNegative = binary(new int[] {0, 0}, 0.1, 0.2);
        assertThat(onlyNegative.reason(Metric.F1))
                .hasValue("no slice of class COVID, true or predicted");
        assertThat(onlyNegative.reason(Metric.AVERAGE_PRECISION))
                .hasValue("no slice of class COVID");
        assertThat(onlyNegative.reason(Metric.BRIER)).isEmpty();
        assertThat(onlyNegative.value(Metric.ACCURACY)).hasValue(1);
    }

    @Test
    void refusesWhatIsNoProbability() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scored(new int[] {0}, new double[][] {{2.5, -1.5}}))
                .withMessage("Slice 0: probability 2.5 is not in [0, 1]; are these logits?");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scored(new int[] {0}, new double[][] {{Double.NaN, 1}}))
                .withMessageContaining("probability NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scored(new int[] {0}, new double[][] {{0.5, 0.498}}))
                .withMessage("Slice 0: the probabilities [0.5, 0.498] sum to 0.998, expected 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scored(new int[] {0}, new double[][] {{1}}))
                .withMessage("Slice 0: 1 probabilities for 2 classes");
    }

    @Test
    void refusesLabelsAndClassesThatDoNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scored(new int[0], new double[0][]))
                .withMessage("There are no slices to score");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scored(new int[] {2}, new double[][] {{0.5, 0.5}}))
                .withMessage("Slice 0: label 2 is not one of the 2 classes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scored(new int[] {0, 1}, new double[][] {{0.5, 0.5}}))
                .withMessage("2 labels, but probabilities of 1 slices");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scores.of(CLASSES, "covid", new int[1], new double[][] {{0, 1}}))
                .withMessage("The positive class covid is not one of [NonCOVID, COVID]");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                Scores.of(
                                        List.of("A", "A"),
                                        "A",
                                        new int[1],
                                        new double[][] {{0, 1}}))
                .withMessage("Scores need at least two different classes, found [A, A]");
    }

    /** Table I of Hanley and McNeil (1982). */
    static final class Ratings {
        private static final int[] NORMAL = {33, 6, 6, 11, 2};
        private static final int[] ABNORMAL = {3, 2, 2, 11, 33};
        static final int[] LABELS = IntStream.range(0, 109).map(i -> i < 58 ? 0 : 1).toArray();
        static final double[] SCORES =
                IntStream.concat(ratings(NORMAL), ratings(ABNORMAL))
                        .mapToDouble(r -> r / 10.0)
                        .toArray();

        private static IntStream ratings(int[] counts) {
            return IntStream.rangeClosed(1, 5)
                    .flatMap(r -> IntStream.generate(() -> r).limit(counts[r - 1]));
        }
    }

    private static double value(Scores scores, Metric metric) {
        return scores.value(metric).orElseThrow();
    }

    /** Class 1, COVID, is positive and has the given probabilities. */
    private static Scores binary(int[] labels, double... positive) {
        return scored(
                labels,
                Arrays.stream(positive)
                        .mapToObj(p -> new double[] {1 - p, p})
                        .toArray(double[][]::new));
    }

    private static Scores scored(int[] labels, double[][] probabilities) {
        return Scores.of(CLASSES, "COVID", labels, probabilities);
    }
}
