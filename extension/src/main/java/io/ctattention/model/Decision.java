package io.ctattention.model;

import ai.djl.ndarray.NDArray;

/**
 * The decision rule for a slice's class, shared by commands, beans, services and scores.
 *
 * <p>Of two classes it is the positive one if its probability reaches the threshold, else the
 * other. Of more it is the most probable, the first of equals, as long as the threshold is {@link
 * #HALF}; with any other it is the positive one from the threshold on, else the most probable of
 * the rest.
 *
 * @param positive the place of the positive class among the classes
 * @param threshold the probability from which a slice counts as positive, in (0, 1)
 */
public record Decision(int positive, double threshold) {

    /** The default threshold. */
    public static final double HALF = 0.5;

    /**
     * Returns the rule without a chosen threshold.
     *
     * @param positive the place of the positive class among the classes
     * @return the rule
     */
    public static Decision atHalf(int positive) {
        return new Decision(positive, HALF);
    }

    /**
     * Decides about a slice.
     *
     * @param probabilities one for each class, at least two
     * @return the place of the class
     */
    public int of(double[] probabilities) {
        if (probabilities.length > 2 && threshold == HALF) {
            return Inference.argMax(probabilities);
        }
        if (probabilities[positive] >= threshold) {
            return positive;
        }
        int best = positive == 0 ? 1 : 0;
        for (int k = best + 1; k < probabilities.length; k++) {
            if (k != positive && probabilities[k] > probabilities[best]) {
                best = k;
            }
        }
        return best;
    }

    /**
     * Decides at {@link #HALF} where the logits are.
     *
     * @param logits logits or probabilities, {@code (N, K)}
     * @param positive the place of the positive class
     * @return the place of each slice's class, int64, {@code (N)}; owned by the logits' manager
     */
    public static NDArray atHalf(NDArray logits, int positive) {
        if (logits.getShape().get(1) != 2 || positive == 0) {
            return logits.argMax(1); // the first of equals, which of two is the positive one
        }
        try (NDArray flipped = logits.flip(1);
                NDArray fromTheEnd = flipped.argMax(1)) {
            return fromTheEnd.neg().addi(1);
        }
    }
}
