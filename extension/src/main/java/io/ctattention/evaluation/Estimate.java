package io.ctattention.evaluation;

/**
 * A measured value and its 95 % interval.
 *
 * @param value the value on all slices, or null where they do not define it
 * @param low the interval's lower end, or null where there is none
 * @param high its upper end, or null where there is none
 * @param reason why a number is null; null where none is
 * @param resamples the number of bootstrap resamples that the interval rests on: those in which the
 *     value was defined; 0 where it does not rest on them
 * @param method how the interval was made where it is no percentile bootstrap interval, such as
 *     {@code Wilson, 12 patients}; null otherwise
 */
public record Estimate(
        Double value, Double low, Double high, String reason, int resamples, String method) {

    static Estimate undefined(String reason) {
        return new Estimate(null, null, null, reason, 0, null);
    }

    static Estimate withoutInterval(double value, String reason) {
        return new Estimate(value, null, null, reason, 0, null);
    }
}
