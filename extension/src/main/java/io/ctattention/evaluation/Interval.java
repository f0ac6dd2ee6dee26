package io.ctattention.evaluation;

import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A range that is meant to hold the true value in 95 % of the cases.
 *
 * @param low its lower end
 * @param high its upper end
 */
public record Interval(double low, double high) {

    /** What a share can be. */
    public static final Interval SHARE = new Interval(0, 1);

    private static final double ROUNDING = 1e-12;
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
     * Gives Wilson's score interval of a share at 95 % ("Probable inference, the law of succession,
     * and statistical inference", 1927), with z = 1.959964:
     *
     * <p>(p + z^2 / 2n +- z sqrt(p (1 - p) / n + z^2 / 4n^2)) / (1 + z^2 / n)
     *
     * @param share p, in [0, 1]
     * @param n how many independent units it is a share of, at least 1
     * @return the interval, within [0, 1]
     */
    static Interval wilson(double share, int n) {
        double z = NormalDistribution.of(0, 1).inverseCumulativeProbability(0.975);
        double centre = share + z * z / (2 * n);
        double half = z * Math.sqrt(share * (1 - share) / n + z * z / (4.0 * n * n));
        double scale = 1 + z * z / n;
        return new Interval((centre - half) / scale, (centre + half) / scale).within(SHARE);
    }

    /**
     * Cuts off what lies beyond what is possible.
     *
     * @param range the possible values
     * @return the part of the interval in the range
     */
    public Interval within(Interval range) {
        return new Interval(
                Math.max(range.low, Math.min(range.high, low)),
                Math.min(range.high, Math.max(range.low, high)));
    }

    /**
     * Tells whether both ends are equal but for rounding, which says that nothing varied and not
     * that the value is known.
     *
     * @return true if they are
     */
    public boolean isPoint() {
        return high - low < ROUNDING;
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
