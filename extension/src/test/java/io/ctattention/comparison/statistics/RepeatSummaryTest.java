package io.ctattention.comparison.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ctattention.evaluation.Interval;
import io.ctattention.file.Json;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RepeatSummaryTest {

    private static final Offset<Double> EXACT = within(1e-9);

    /**
     * R: {@code t.test(extra ~ group, data = sleep, paired = TRUE)}, the data of Student (1908).
     */
    @Test
    void givesStudentsIntervalOfHisOwnData() {
        RepeatSummary summary = RepeatSummary.of(1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4);
        assertThat(summary.mean()).isCloseTo(1.58, EXACT);
        assertThat(summary.standardDeviation()).isCloseTo(1.229995483, EXACT);
        assertThat(summary.interval().low()).isCloseTo(0.7001142, within(1e-7));
        assertThat(summary.interval().high()).isCloseTo(2.4598858, within(1e-7));
    }

    @Test
    void usesTheTabulatedQuantileOfFourDegreesOfFreedom() {
        // values of standard deviation sqrt(2.5), standard error sqrt(0.5); t is 2.776
        RepeatSummary summary = RepeatSummary.of(1, 2, 3, 4, 5);
        assertThat(summary.interval().high() - 3).isCloseTo(2.776 * Math.sqrt(0.5), within(5e-4));
    }

    @Test
    void hasNoIntervalOfOneValue() {
        assertThat(RepeatSummary.of(0.7).mean()).isEqualTo(0.7);
        assertThat(Json.LINE_WITH_NULLS.toJson(RepeatSummary.of(0.7)))
                .isEqualTo(
                        "{\"mean\":0.7,\"standardDeviation\":null,\"interval\":null,\"values\":[0.7]}");
    }

    /** SciPy: 0.6 +- t.ppf(0.975, 2) * 0.1 * sqrt(1 / 3 + 1 / 2), cut off at 1 where it is more. */
    @Test
    void widensTheIntervalOverFoldsAndEndsItWhereSharesEnd() {
        RepeatSummary folds = RepeatSummary.of(Interval.SHARE, 0.5, 0.5, 0.6, 0.7);
        assertThat(folds.interval().low()).isCloseTo(0.2072233405, EXACT);
        assertThat(folds.interval().high()).isCloseTo(0.9927766595, EXACT);
        // 0.55 +- 12.706 * 0.05 would be from -8.5 to 118.5 %
        assertThat(RepeatSummary.of(Interval.SHARE, 0, 0.5, 0.6).interval())
                .isEqualTo(new Interval(0, 1));
    }

    @Test
    void takesValuesThatAreAllAlikeForNoMeasureOfNoise() {
        RepeatSummary alike = RepeatSummary.of(0.674, 0.674, 0.674);
        assertThat(alike.standardDeviation()).isZero();
        assertThat(alike.interval()).isNull();
    }

    @Test
    void leavesOutUndefinedValuesAndCountsThem() {
        RepeatSummary summary = RepeatSummary.of(0.5, Double.NaN, 0.7);
        assertThat(summary.values()).containsExactly(0.5, null, 0.7);
        assertThat(summary.undefined()).isEqualTo(1);
        assertThat(summary.mean()).isCloseTo(0.6, EXACT);
        assertThat(summary.standardDeviation()).isCloseTo(0.141421356, EXACT);
        RepeatSummary none = RepeatSummary.of(Double.NaN);
        assertThat(none.mean()).isNull();
        assertThat(none.undefined()).isEqualTo(1);
    }
}
