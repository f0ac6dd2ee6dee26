package io.ctattention.dataset;

import java.util.Locale;

/**
 * How to split a data set.
 *
 * @param protocol the way
 * @param seed random seed; equal seeds give equal partitions
 * @param folds how many folds {@link Protocol#PATIENTS} makes, at least 2
 * @param fold which of them validates, from 1 to {@code folds}
 */
public record PartitionOptions(Protocol protocol, long seed, int folds, int fold) {

    /** The default number of folds: each holds a fifth, as in the paper's 80/20. */
    public static final int FOLDS = 5;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if there are fewer than 2 folds or there is no such fold
     */
    public PartitionOptions {
        if (folds < 2) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "folds is %d; it must be 2 or more", folds));
        }
        if (fold < 1 || fold > folds) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "fold is %d; it must be from 1 to %d", fold, folds));
        }
    }

    /**
     * Returns options with {@value #FOLDS} folds, the first of which validates.
     *
     * @param protocol the way
     * @param seed random seed
     * @return the options
     */
    public static PartitionOptions of(Protocol protocol, long seed) {
        return new PartitionOptions(protocol, seed, FOLDS, 1);
    }
}
