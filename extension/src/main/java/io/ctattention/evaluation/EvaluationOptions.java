package io.ctattention.evaluation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * How intervals are made.
 *
 * @param resamples bootstrap resamples, at least 0; with 0 there are no intervals
 * @param seed of the resampling; equal seeds give equal intervals on every machine
 */
public record EvaluationOptions(int resamples, long seed) {

    /** 2000 resamples with seed 1. */
    public static final EvaluationOptions DEFAULT = new EvaluationOptions(2000, 1);

    /** No resamples, so no intervals. */
    public static final EvaluationOptions WITHOUT_INTERVALS = new EvaluationOptions(0, 1);

    /**
     * Checks the number of resamples.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public EvaluationOptions {
        if (resamples < 0) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "resamples is %d, expected 0 (no intervals) or more",
                            resamples));
        }
    }

    /**
     * Returns a source of chance for each resample. Each has its own seed, so that what is drawn
     * depends neither on the number of threads nor on the Java version.
     *
     * @return a parallel stream of as many as {@code resamples}
     */
    public Stream<Random> draws() {
        return Arrays.stream(new Random(seed).longs(resamples).toArray())
                .parallel()
                .mapToObj(Random::new);
    }
}
