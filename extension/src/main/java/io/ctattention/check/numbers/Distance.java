package io.ctattention.check.numbers;

import java.util.Locale;

/** How far numbers are from those that are expected. */
public final class Distance {

    private Distance() {}

    /**
     * Returns the largest difference relative to the largest magnitude that is expected.
     *
     * @param expected the numbers of a right device
     * @param found those of the device checked
     * @return at least 0; infinity where the counts differ or a number is not finite
     */
    public static double of(double[] expected, double[] found) {
        if (expected.length != found.length) {
            return Double.POSITIVE_INFINITY;
        }
        double difference = 0;
        double scale = Double.MIN_NORMAL;
        for (int i = 0; i < expected.length; i++) {
            double own = Math.abs(expected[i] - found[i]);
            difference =
                    Math.max(difference, Double.isFinite(own) ? own : Double.POSITIVE_INFINITY);
            scale = Math.max(scale, Math.abs(expected[i]));
        }
        return difference / scale;
    }

    /**
     * The same of single precision.
     *
     * @param expected the numbers of a right device
     * @param found those of the device checked
     * @return the distance, at least 0
     */
    public static double of(float[] expected, float[] found) {
        return of(doubles(expected), doubles(found));
    }

    /**
     * Writes a distance in few characters.
     *
     * @param distance at least 0
     * @return 0, or two digits and an exponent
     */
    public static String text(double distance) {
        return distance == 0 ? "0" : String.format(Locale.ROOT, "%.1e", distance);
    }

    /**
     * Widens numbers.
     *
     * @param values in single precision
     * @return the same in double precision
     */
    public static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
