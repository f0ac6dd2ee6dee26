package io.ctattention.comparison.statistics;

import io.ctattention.evaluation.EvaluationOptions;
import io.ctattention.evaluation.Interval;
import io.ctattention.evaluation.Metric;
import java.util.List;
import java.util.Map;

/**
 * The difference that attention makes to a score, with an interval for other patients and other
 * seeds at once.
 *
 * <p>The interval is a percentile bootstrap interval over crossed units (Owen, "The pigeonhole
 * bootstrap", 2007): a resample draws patients with replacement, the same for both networks and all
 * seeds, and on its own seeds; its value is the mean over the drawn seeds of the score with
 * attention less that without. Of n seeds n - 1 are drawn, which makes the variance of a mean
 * unbiased (McCarthy and Snowden, "The bootstrap and finite population sampling", 1985). Where the
 * seeds' noise outweighs the patients', it is narrower than {@link PairedDifference#interval()};
 * judge by both.
 *
 * @param mean the mean over seeds or folds of the difference on all slices, those left out that do
 *     not define it; null if none does
 * @param interval the 95 % interval, or null with fewer than two patients, if no resample defines
 *     the difference, or if all give the same; of several comparisons each at the level 1 - 0.05 /
 *     comparisons, as {@link PairedDifference} has it
 * @param unit {@code "patient"} where patients are known, else {@code "slice"}
 * @param units how many there are; a slice of unknown patient is a unit of its own
 * @param resamples the number of resamples that define the difference; the interval rests on these
 * @param seed of the resampling
 */
public record PatientDifference(
        Double mean, Interval interval, String unit, int units, int resamples, long seed) {

    /** 10 000 resamples with seed 1. */
    public static final EvaluationOptions RESAMPLES = new EvaluationOptions(10_000, 1);

    /**
     * Compares.
     *
     * @param metrics which scores
     * @param classes at least two, in the order of the model card
     * @param positiveClass one of them
     * @param pairs the predictions of each seed or fold, at least one; a file name means the same
     *     slice in each
     * @param options how to resample
     * @return the difference in each metric, in their order
     * @throws IllegalArgumentException if there are no pairs or no slices or a slice does not fit
     *     the classes
     */
    public static Map<Metric, PatientDifference> of(
            List<Metric> metrics,
            List<String> classes,
            String positiveClass,
            List<PairedPredictions> pairs,
            EvaluationOptions options) {
        return of(metrics, classes, positiveClass, pairs, options, 1);
    }

    /**
     * Compares one of several attentions that are judged together.
     *
     * @param metrics which scores
     * @param classes at least two, in the order of the model card
     * @param positiveClass one of them
     * @param pairs the predictions of each seed or fold, at least one; a file name means the same
     *     slice in each
     * @param options how to resample
     * @param comparisons how many attentions are judged together, at least 1
     * @return the difference in each metric, in their order
     * @throws IllegalArgumentException if there are no pairs or no slices or a slice does not fit
     *     the classes
     */
    public static Map<Metric, PatientDifference> of(
            List<Metric> metrics,
            List<String> classes,
            String positiveClass,
            List<PairedPredictions> pairs,
            EvaluationOptions options,
            int comparisons) {
        return new CrossedBootstrap(metrics, classes, positiveClass, pairs)
                .differences(options, comparisons);
    }
}
