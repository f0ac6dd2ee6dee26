package io.ctattention.comparison;

import io.ctattention.evaluation.Interval;
import java.util.Locale;

/** Shares as a reader wants them: in percent, with one decimal. */
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

    /** A mean with its standard deviation, such as {@code 57.4 ± 2.1}. */
    static String spread(Spread spread) {
        return spread.standardDeviation() == null
                ? of(spread.mean())
                : of(spread.mean()) + " ± " + of(spread.standardDeviation());
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
