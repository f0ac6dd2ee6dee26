package io.ctattention.evaluation;

import java.util.Arrays;
import java.util.Locale;

/** What a classifier answers for one slice: a probability for each class. */
final class Probabilities {

    /** How far from 1 the sum may be; float32 softmax stays within 1e-6. */
    private static final double SUM_TOLERANCE = 1e-3;

    /** How far beyond 1 float32 rounding may push a single probability. */
    private static final double ROUNDING = 1e-6;

    private Probabilities() {}

    /** Throws an IllegalArgumentException that names the slice. */
    static void check(String slice, double[] probabilities) {
        for (double p : probabilities) {
            if (!(p >= 0 && p <= 1 + ROUNDING)) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "%s: probability %s is not in [0, 1]; are these logits?",
                                slice,
                                p));
            }
        }
        double sum = Arrays.stream(probabilities).sum();
        if (Math.abs(sum - 1) > SUM_TOLERANCE) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%s: the probabilities %s sum to %s, expected 1",
                            slice,
                            Arrays.toString(probabilities),
                            sum));
        }
    }
}
