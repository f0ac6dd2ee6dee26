package io.ctattention.evaluation;

import org.apache.commons.statistics.descriptive.Quantile;

/**
 * A range that is meant to hold the true value in 95 % of the cases.
 *
 * @param low its lower end
 * @param high its upper end
 */
public record Interval(double low, double high) {

    private static final Quantile QUANTILE =
            Quantile.withDefaults().with(Quantile.EstimationMethod.HF7).withCopy(true);

    /**
     * Takes the two quantiles of a sample that leave a tail on either side, interpolated as NumPy
     * and R do (Hyndman and Fan's type 7).
     *
     * @param values at least one, in any order
     * @param tail the share below the interval and above it, in [0, 0.5]
     * @return the interval
     */
    public static Interval percentile(double[] values, double tail) {
        double[] ends = QUANTILE.evaluate(values, tail, 1 - tail);
        return new Interval(ends[0], ends[1]);
    }

    /**
     * Tells whether a value is in the interval, its ends included.
     *
     * @param value any
     * @return true if it is
     */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
