package io.ctattention.evaluation;

/**
 * How intervals are made.
 *
 * @param resamples bootstrap resamples, at least 0; with 0 there are no intervals
 * @param seed of the resampling; equal seeds give equal intervals on every machine
 */
public record EvaluationOptions(int resamples, long seed) {

    /** 2000 resamples with seed 1. */
    public static final EvaluationOptions DEFAULT = new EvaluationOptions(2000, 1);

    /**
     * Checks the number of resamples.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public EvaluationOptions {
        if (resamples < 0) {
            throw new IllegalArgumentException(
                    "resamples is %d, expected 0 (no intervals) or more".formatted(resamples));
        }
    }
}
