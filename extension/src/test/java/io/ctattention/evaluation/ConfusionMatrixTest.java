package io.ctattention.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {

    private static final Offset<Double> EXACT = within(1e-12);

    /** TP 90, FN 10, FP 30, TN 70. */
    private final ConfusionMatrix textbook = matrix(new long[][] {{90, 10}, {30, 70}});

    @Test
    void countsEachClassAgainstTheOthers() {
        assertThat(textbook.of(0)).isEqualTo(new ClassCounts(90, 30, 10, 70));
        assertThat(textbook.of(1)).isEqualTo(new ClassCounts(70, 10, 30, 90));
        ConfusionMatrix three = matrix(new long[][] {{5, 2, 1}, {0, 7, 3}, {4, 0, 8}});
        assertThat(three.of(0)).isEqualTo(new ClassCounts(5, 4, 3, 18));
        assertThat(three.of(2)).isEqualTo(new ClassCounts(8, 4, 4, 14));
        assertThat(three.total()).isEqualTo(30);
        assertThat(three.support(1)).isEqualTo(10);
        assertThat(three.predicted(1)).isEqualTo(9);
    }

    @Test
    void givesTheRatiosOfAHandComputedTable() {
        ClassCounts covid = textbook.of(0);
        assertThat(covid.precision()).hasValue(0.75); // 90 / 120
        assertThat(covid.recall()).hasValue(0.9); // 90 / 100
        assertThat(covid.specificity()).hasValue(0.7); // 70 / 100
        assertThat(textbook.accuracy()).hasValue(0.8); // 160 / 200
        assertThat(covid.f1().getAsDouble()).isCloseTo(0.818181818181818, EXACT); // 180 / 220
        assertThat(textbook.of(1).f1().getAsDouble()).isCloseTo(0.777777777777778, EXACT);
        assertThat(textbook.macroF1().getAsDouble()).isCloseTo(0.797979797979798, EXACT);
    }

    @Test
    void givesMatthewsCorrelationOfTwoClasses() {
        // (90 * 70 - 30 * 10) / sqrt(120 * 100 * 100 * 80) = 6000 / 9797.9590
        assertThat(textbook.mcc().getAsDouble()).isCloseTo(0.612372435695794, EXACT);
        assertThat(matrix(new long[][] {{0, 6}, {4, 0}}).mcc().getAsDouble()).isCloseTo(-1, EXACT);
        assertThat(matrix(new long[][] {{6, 0}, {0, 4}}).mcc().getAsDouble()).isCloseTo(1, EXACT);
    }

    /** The two cases of scikit-learn's test_matthews_corrcoef_multiclass. */
    @Test
    void givesMatthewsCorrelationOfThreeClasses() {
        ConfusionMatrix rotated = matrix(new long[][] {{0, 0, 2}, {2, 0, 0}, {0, 2, 0}});
        assertThat(rotated.mcc().getAsDouble()).isCloseTo(-0.5, EXACT);
        ConfusionMatrix least = matrix(new long[][] {{0, 2, 0}, {2, 0, 0}, {2, 0, 0}});
        // -12 / sqrt(24 * 16)
        assertThat(least.mcc().getAsDouble()).isCloseTo(-0.612372435695794, EXACT);
    }

    @Test
    void leavesMatthewsCorrelationEmptyWhenAllIsOfOneClass() {
        assertThat(matrix(new long[][] {{3, 0}, {2, 0}}).mcc()).isEmpty();
        assertThat(matrix(new long[][] {{3, 2}, {0, 0}}).mcc()).isEmpty();
    }

    @Test
    void tellsAnF1OfZeroFromAnUndefinedOne() {
        ConfusionMatrix neverMet = matrix(new long[][] {{4, 0, 0}, {3, 0, 0}, {0, 0, 0}});
        assertThat(neverMet.of(1).f1()).hasValue(0);
        assertThat(neverMet.of(1).precision()).isEmpty();
        assertThat(neverMet.of(1).recall()).hasValue(0);
        assertThat(neverMet.of(2).f1()).isEmpty();
        assertThat(neverMet.of(2).recall()).isEmpty();
        // 8 / 11 and 0; the third class is left out
        assertThat(neverMet.macroF1().getAsDouble()).isCloseTo(0.363636363636364, EXACT);
    }

    @Test
    void hasNoSpecificityWithoutOtherClasses() {
        assertThat(matrix(new long[][] {{3, 1}, {0, 0}}).of(0).specificity()).isEmpty();
        assertThat(matrix(new long[][] {{0, 0}, {0, 0}}).accuracy())
                .isEqualTo(OptionalDouble.empty());
    }

    /** The published COVID-CT counts: 397 of 746 slices are NonCOVID. */
    @Test
    void knowsWhatAConstantAnswerScores() {
        ConfusionMatrix truth = matrix(new long[][] {{300, 49}, {97, 300}});
        ConstantAnswer answer = ConstantAnswer.of(truth, 1);
        assertThat(answer.accuracy()).isCloseTo(0.532171581769437, EXACT); // 397 / 746
        assertThat(answer.f1()).isCloseTo(0.694663167104112, EXACT); // 794 / 1143
        assertThat(answer.macroF1()).isCloseTo(0.347331583552056, EXACT); // 397 / 1143
    }

    @Test
    void refusesARaggedTable() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> matrix(new long[][] {{1, 2}, {3}}))
                .withMessage(
                        "A confusion matrix of 2 classes must have 2 rows of 2 counts, found [[1, 2], [3]]");
    }

    private static ConfusionMatrix matrix(long[][] counts) {
        return new ConfusionMatrix(
                List.of("COVID", "NonCOVID", "Normal").subList(0, counts.length), counts);
    }
}
