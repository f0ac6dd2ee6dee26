package io.ctattention.comparison.verdict;

import io.ctattention.comparison.statistics.RepeatSummary;
import io.ctattention.evaluation.Interval;
import io.ctattention.evaluation.Metric;
import java.util.Locale;
import java.util.function.Function;

/**
 * Shares as a reader wants them: in percent, with one decimal; and the loss in nats, with three.
 */
public final class Percent {

    /** What stands for a value that is not defined. */
    public static final String UNDEFINED = "-";

    private Percent() {}

    /**
     * Writes a share.
     *
     * @param share in [0, 1], or null
     * @return such as {@code 57.4}
     */
    public static String of(Double share) {
        return share == null || share.isNaN() ? UNDEFINED : format("%.1f", 100 * share);
    }

    /**
     * Writes a difference of shares with its sign.
     *
     * @param difference in [-1, 1], or null
     * @return such as {@code +1.2}
     */
    public static String signed(Double difference) {
        return difference == null || difference.isNaN()
                ? UNDEFINED
                : format("%+.1f", 100 * difference);
    }

    /**
     * Writes a mean with its standard deviation, and over how many where some do not define it.
     *
     * @param summary of shares
     * @return such as {@code 57.4 ± 2.1}, or {@code 57.4 ± 2.1 (3 of 5)}
     */
    public static String summary(RepeatSummary summary) {
        return summary(summary, Percent::of);
    }

    /**
     * Writes a metric's mean with its standard deviation.
     *
     * @param metric which
     * @param summary of its values
     * @return such as {@code 57.4 ± 2.1}; the loss in nats
     */
    public static String summary(Metric metric, RepeatSummary summary) {
        return summary(summary, metric == Metric.LOSS ? Percent::nats : Percent::of);
    }

    private static String summary(RepeatSummary summary, Function<Double, String> number) {
        int all = summary.values().size();
        int defined = all - summary.undefined();
        String mean = number.apply(summary.mean());
        if (defined == 0) {
            return mean;
        }
        return (summary.standardDeviation() == null
                        ? mean
                        : mean + " ± " + number.apply(summary.standardDeviation()))
                + (defined == all ? "" : String.format(Locale.ROOT, " (%d of %d)", defined, all));
    }

    private static String nats(Double loss) {
        return loss == null ? UNDEFINED : format("%.3f", loss);
    }

    /**
     * Writes a difference in a metric with its sign.
     *
     * @param metric which
     * @param difference the difference, or null
     * @return in points, or in nats
     */
    public static String signed(Metric metric, Double difference) {
        boolean nats = metric == Metric.LOSS && difference != null;
        return nats ? format("%+.3f", difference) : signed(difference);
    }

    /**
     * Writes the ends of an interval of differences in a metric.
     *
     * @param metric which
     * @param interval the interval, or null
     * @return in points, or in nats
     */
    public static String signed(Metric metric, Interval interval) {
        return interval == null
                ? UNDEFINED
                : signed(metric, interval.low()) + " to " + signed(metric, interval.high());
    }

    /**
     * Writes the standard deviation of differences in a metric.
     *
     * @param metric which
     * @param deviation the standard deviation, or null
     * @return in points, or in nats
     */
    public static String deviation(Metric metric, Double deviation) {
        return metric == Metric.LOSS ? nats(deviation) : of(deviation);
    }

    /**
     * Writes the ends of an interval of shares.
     *
     * @param interval the interval, or null
     * @return such as {@code 52.0 to 61.3}
     */
    public static String of(Interval interval) {
        return interval == null ? UNDEFINED : of(interval.low()) + " to " + of(interval.high());
    }

    /**
     * Writes the ends of an interval of differences of shares.
     *
     * @param interval the interval, or null
     * @return such as {@code -2.0 to +4.1}
     */
    public static String signed(Interval interval) {
        return interval == null
                ? UNDEFINED
                : signed(interval.low()) + " to " + signed(interval.high());
    }

    /**
     * Writes a probability that a difference is chance.
     *
     * @param p the probability, or null
     * @return such as {@code 0.031} or {@code < 0.001}
     */
    public static String p(Double p) {
        if (p == null || p.isNaN()) {
            return UNDEFINED;
        }
        return p < 0.001 ? "< 0.001" : format("%.3f", p);
    }

    /**
     * Writes such a probability with its sign.
     *
     * @param p the probability, or null
     * @return such as {@code = 0.031} or {@code < 0.001}
     */
    public static String equation(Double p) {
        String text = p(p);
        return text.startsWith("<") ? text : "= " + text;
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
