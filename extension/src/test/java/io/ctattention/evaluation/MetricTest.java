package io.ctattention.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricTest {

    @ParameterizedTest
    @CsvSource({
        "loss, LOSS",
        "f1, F1",
        "F1, F1",
        "macroF1, MACRO_F1",
        "macro-f1, MACRO_F1",
        "MACRO_F1, MACRO_F1",
        "averageprecision, AVERAGE_PRECISION",
        "average_precision, AVERAGE_PRECISION"
    })
    void isFoundByItsWordInAnySpelling(String word, Metric metric) {
        assertThat(Metric.parse(word)).isEqualTo(metric);
    }

    @Test
    void listsTheWordsWhenAskedForAnother() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metric.parse("dice"))
                .withMessage(
                        "metric 'dice' is unknown; use one of loss, f1, macroF1, accuracy, auroc,"
                                + " averagePrecision, mcc, brier, ece, balancedAccuracy");
    }

    @Test
    void knowsWhichWayIsBetter() {
        assertThat(Metric.LOSS.better(0.1, 0.2)).isTrue();
        assertThat(Metric.BRIER.higherIsBetter()).isFalse();
        assertThat(Metric.ECE.higherIsBetter()).isFalse();
        assertThat(Metric.AUROC.better(0.1, 0.2)).isFalse();
        assertThat(Metric.AUROC.better(0.3, 0.2)).isTrue();
        assertThat(Metric.AUROC.better(0.2, 0.2)).isFalse();
    }

    @Test
    void holdsUndefinedForWorseThanAnything() {
        assertThat(Metric.F1.better(Double.NaN, 0)).isFalse();
        assertThat(Metric.F1.better(0, Double.NaN)).isTrue();
        assertThat(Metric.LOSS.better(Double.NaN, Double.NaN)).isFalse();
    }
}
