package io.ctattention.benchmark;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.descriptive.Median;

/**
 * Repeated measurements of one quantity.
 *
 * @param values in the order of measuring; empty if it was not measured
 */
public record Samples(double[] values) {

    /** Whether it was not measured. */
    public boolean isEmpty() {
        return values.length == 0;
    }

    /** Returns the value in the middle. */
    public double median() {
        return Median.withDefaults().evaluate(values);
    }

    /** Returns each, changed. */
    public Samples map(DoubleUnaryOperator change) {
        return new Samples(Arrays.stream(values).map(change).toArray());
    }

    /** Divides each by the other's of the same place. */
    public Samples per(Samples other) {
        double[] ratios = new double[Math.min(values.length, other.values.length)];
        Arrays.setAll(ratios, i -> values[i] / other.values[i]);
        return new Samples(ratios);
    }

    /** Writes the median and, of several, the least and the greatest in brackets. */
    public String text(int decimals) {
        if (isEmpty()) {
            return "-";
        }
        String number = "%." + decimals + "f";
        if (values.length == 1) {
            return String.format(Locale.ROOT, number, values[0]);
        }
        double least = Arrays.stream(values).min().orElseThrow();
        double greatest = Arrays.stream(values).max().orElseThrow();
        return String.format(
                Locale.ROOT,
                number + " (" + number + " - " + number + ")",
                median(),
                least,
                greatest);
    }
}
