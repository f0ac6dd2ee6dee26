package io.ctattention.comparison;

import io.ctattention.evaluation.Interval;
import io.ctattention.evaluation.Metric;
import java.util.Locale;
import java.util.function.Function;

/**
 * Shares as a reader wants them: in percent, with one decimal; and the loss in nats, with three.
 */
final class Percent {

    static final String UNDEFINED = "-";

    private Percent() {}

    /** A share in [0, 1], such as {@code 57.4}. */
    static String of(Double share) {
        return share == null || share.isNaN() ? UNDEFINED : format("%.1f", 100 * share);
    }

    /** A difference of shares with its sign, such as {@code +1.2}. */
    static String signed(Double difference) {
        return difference == null || difference.isNaN()
                ? UNDEFINED
                : format("%+.1f", 100 * difference);
    }

    /**
     * A mean with its standard deviation, such as {@code 57.4 ± 2.1}, and over how many where some
     * do not define it: {@code 57.4 ± 2.1 (3 of 5)}.
     */
    static String spread(Spread spread) {
        return spread(spread, Percent::of);
    }

    /** The same of a metric. */
    static String spread(Metric metric, Spread spread) {
        return spread(spread, metric == Metric.LOSS ? Percent::nats : Percent::of);
    }

    private static String spread(Spread spread, Function<Double, String> number) {
        int all = spread.values().size();
        int defined = all - spread.undefined();
        String mean = number.apply(spread.mean());
        if (defined == 0) {
            return mean;
        }
        return (spread.standardDeviation() == null
                        ? mean
                        : mean + " ± " + number.apply(spread.standardDeviation()))
                + (defined == all ? "" : String.format(Locale.ROOT, " (%d of %d)", defined, all));
    }

    private static String nats(Double loss) {
        return loss == null ? UNDEFINED : format("%.3f", loss);
    }

    /** A difference in a metric with its sign: in points, or in nats. */
    static String signed(Metric metric, Double difference) {
        boolean nats = metric == Metric.LOSS && difference != null;
        return nats ? format("%+.3f", difference) : signed(difference);
    }

    /** The ends of an interval of such differences. */
    static String signed(Metric metric, Interval interval) {
        return interval == null
                ? UNDEFINED
                : signed(metric, interval.low()) + " to " + signed(metric, interval.high());
    }

    /** The standard deviation of such differences. */
    static String deviation(Metric metric, Double deviation) {
        return metric == Metric.LOSS ? nats(deviation) : of(deviation);
    }

    /** The ends of an interval of shares, such as {@code 52.0 to 61.3}. */
    static String of(Interval interval) {
        return interval == null ? UNDEFINED : of(interval.low()) + " to " + of(interval.high());
    }

    /** The ends of an interval of differences, such as {@code -2.0 to +4.1}. */
    static String signed(Interval interval) {
        return interval == null
                ? UNDEFINED
                : signed(interval.low()) + " to " + signed(interval.high());
    }

    /** A probability that a difference is chance, to three decimals. */
    static String p(Double p) {
        if (p == null || p.isNaN()) {
            return UNDEFINED;
        }
        return p < 0.001 ? "< 0.001" : format("%.3f", p);
    }

    /** The same with its sign, such as {@code = 0.031} or {@code < 0.001}. */
    static String equation(Double p) {
        String text = p(p);
        return text.startsWith("<") ? text : "= " + text;
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }
}
