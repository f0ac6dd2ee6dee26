package io.ctattention.comparison.statistics;

import io.ctattention.evaluation.EvaluationOptions;
import io.ctattention.evaluation.Interval;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The expanded percentile interval of Hesterberg ("What Teachers Should Know About the Bootstrap",
 * 2015): quantiles of the resamples' means at Phi(+-sqrt(n / (n - 1)) t_{0.975, n-1}) in place of
 * 2.5 % and 97.5 %, which makes up for the narrowness of a plain percentile interval of few values.
 */
final class ExpandedBootstrap {

    private static final int MOST_ENUMERATED = 6;
    private static final EvaluationOptions DRAWN = new EvaluationOptions(10_000, 1);

    private ExpandedBootstrap() {}

    /**
     * Up to six values all n^n resamples are counted; beyond, 10 000 drawn. For m comparisons at
     * once the level is 1 - 0.05 / m, as {@link Student#interval} has it.
     *
     * @return null below two values, and where they are all alike; for several comparisons null,
     *     too, where even the range of the values, which no resample leaves, holds a median less
     *     often than that: in 1 - 2 / 2^n of cases
     */
    static Interval interval(double[] values, int comparisons) {
        int n = values.length;
        if (n < 2 || comparisons > 1 && Math.pow(2, 1 - n) > 0.05 / comparisons) {
            return null;
        }
        double[] means = n <= MOST_ENUMERATED ? all(values) : drawn(values);
        double z = Math.sqrt(n / (n - 1.0)) * Student.quantile(1 - 0.025 / comparisons, n - 1.0);
        Interval interval =
                Interval.percentile(means, NormalDistribution.of(0, 1).survivalProbability(z));
        return interval.isPoint() ? null : interval;
    }

    private static double[] all(double[] values) {
        double[] sums = {0};
        for (int i = 0; i < values.length; i++) {
            sums =
                    Arrays.stream(sums)
                            .flatMap(sum -> Arrays.stream(values).map(value -> sum + value))
                            .toArray();
        }
        return Arrays.stream(sums).map(sum -> sum / values.length).toArray();
    }

    private static double[] drawn(double[] values) {
        return DRAWN.draws()
                .mapToDouble(
                        random ->
                                random.ints(values.length, 0, values.length)
                                        .mapToDouble(i -> values[i])
                                        .average()
                                        .orElseThrow())
                .toArray();
    }
}
