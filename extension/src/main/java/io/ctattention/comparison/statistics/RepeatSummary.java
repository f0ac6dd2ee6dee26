package io.ctattention.comparison.statistics;

import io.ctattention.evaluation.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;

/**
 * One network's scores over seeds or folds.
 *
 * @param mean their mean, or null if none is defined
 * @param standardDeviation the sample standard deviation (divisor n - 1), or null with fewer than
 *     two values
 * @param interval the 95 % interval of the mean by Student's t (1908), mean +- t_{0.975, n-1} sd
 *     sqrt(1/n + test/train), where test/train is 0 over seeds and, over folds, makes up for the
 *     training slices that they share (Nadeau and Bengio 2003); it takes the values for normal, and
 *     ends where the score ends; null with fewer than two values, and where all are alike
 * @param values one a seed or fold, in their order; null where the slices do not define it, and
 *     left out of the other components
 */
public record RepeatSummary(
        Double mean, Double standardDeviation, Interval interval, List<Double> values) {

    /** Copies the values. */
    public RepeatSummary {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /**
     * Describes values of seeds that may be any number.
     *
     * @param values one a seed; NaN where undefined
     * @return their summary
     */
    public static RepeatSummary of(double... values) {
        return of(new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY), 0, values);
    }

    /**
     * Describes values.
     *
     * @param range what they can be
     * @param testToTrain a fold's validation slices over its training slices; 0 over seeds
     * @param values one a seed or fold; NaN where undefined
     * @return their summary
     */
    public static RepeatSummary of(Interval range, double testToTrain, double... values) {
        List<Double> kept =
                Arrays.stream(values).mapToObj(v -> Double.isNaN(v) ? null : (Double) v).toList();
        double[] defined = defined(kept);
        int n = defined.length;
        if (n == 0) {
            return new RepeatSummary(null, null, null, kept);
        }
        double mean = Mean.of(defined).getAsDouble();
        if (n == 1) {
            return new RepeatSummary(mean, null, null, kept);
        }
        double deviation = StandardDeviation.of(defined).getAsDouble();
        Interval interval = Student.interval(mean, deviation, n, testToTrain, 1);
        return new RepeatSummary(
                mean, deviation, interval == null ? null : interval.within(range), kept);
    }

    /**
     * Returns how many values are null.
     *
     * @return from 0 to the number of values
     */
    public int undefined() {
        return values.size() - defined().length;
    }

    /** The values that are not null. */
    double[] defined() {
        return defined(values);
    }

    private static double[] defined(List<Double> values) {
        return values.stream().filter(Objects::nonNull).mapToDouble(Double::doubleValue).toArray();
    }
}
