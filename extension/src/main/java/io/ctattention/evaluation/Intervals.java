package io.ctattention.evaluation;

/**
 * How the intervals of a report were made.
 *
 * @param method {@code "percentile bootstrap"}
 * @param level the share of such intervals that is meant to cover the true value, 0.95
 * @param resamples the number of resamples drawn
 * @param unit what was drawn: {@code "patient"} where patients are known, else {@code "slice"}
 * @param units how many there are; a slice of unknown patient is a unit of its own
 * @param seed of the resampling
 */
public record Intervals(
        String method, double level, int resamples, String unit, int units, long seed) {}
