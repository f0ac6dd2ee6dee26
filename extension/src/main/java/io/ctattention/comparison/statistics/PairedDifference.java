package io.ctattention.comparison.statistics;

import io.ctattention.evaluation.Interval;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The difference that attention makes to a score, over pairs of networks that share seed, split and
 * batches: with attention minus without.
 *
 * <p>{@code interval} is the one to judge by; {@code tPValue} belongs to it: the one holds 0 where
 * the other is above 0.05. {@code bootstrap} assumes nothing about the shape of the differences,
 * but no resample leaves their range: of normal differences it covers the truth in 50, 77, 87, 93
 * and 94 % of cases with 2, 3, 4, 5 and 6 pairs.
 *
 * <p>Seeds are drawn, folds are not: what is said over seeds is about other seeds on these slices;
 * of other slices and patients {@link PatientDifference} tells.
 *
 * @param repeats what differs between the pairs
 * @param values a difference for each pair, in their order; null where a score of it is undefined
 * @param undefined how many are null; what follows leaves them out
 * @param mean their mean, or null if none is defined
 * @param standardDeviation the sample standard deviation (divisor n - 1), or null below two pairs
 * @param comparisons how many attentions are judged together, at least 1
 * @param interval the 95 % interval of the mean by Student's t with n - 1 degrees of freedom, or
 *     null below two pairs and where they are all alike. The variance of the mean is sd^2 / n over
 *     seeds. Folds share training slices, so over folds it is sd^2 (1/n + test/train): Nadeau and
 *     Bengio, "Inference for the Generalization Error" (2003). Several comparisons have
 *     simultaneous intervals, each at the level 1 - 0.05 / comparisons (Dunn, "Multiple comparisons
 *     among means", 1961)
 * @param bootstrap the expanded percentile interval of Hesterberg, "What Teachers Should Know About
 *     the Bootstrap" (2015), at the same level; null where the former is, over folds, and for
 *     several comparisons of so few pairs that no resample reaches that level
 * @param tPValue of the two-sided t-test that {@code interval} goes with, of this comparison alone;
 *     null where that is
 * @param holmTPValue the same by Holm's procedure (1979) over the comparisons
 * @param pValue of the two-sided sign-flip permutation test (Fisher 1935): all 2^n signs up to 16
 *     pairs, 10 000 drawn ones beyond; null if no pair is defined, and over folds, which the test
 *     would take for independent
 * @param holmPValue the same by Holm's procedure over the comparisons
 * @param leastPValue the least p that this number of pairs can give, 2 / 2^n up to 16 pairs: five
 *     seeds never give p below 0.0625; null where {@code pValue} is
 */
public record PairedDifference(
        Repeat repeats,
        List<Double> values,
        int undefined,
        Double mean,
        Double standardDeviation,
        int comparisons,
        Interval interval,
        Interval bootstrap,
        Double tPValue,
        Double holmTPValue,
        Double pValue,
        Double holmPValue,
        Double leastPValue) {

    /** Below this a sum of scores is 0 but for rounding. */
    static final double ROUNDING = 1e-12;

    private static final Interval ANY =
            new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /**
     * Compares over seeds, one attention alone.
     *
     * @param reference the scores without attention, one a seed; NaN where undefined
     * @param attention the scores with it, in the same order
     * @return the difference
     * @throws IllegalArgumentException if there are not as many of both
     */
    public static PairedDifference ofSeeds(double[] reference, double[] attention) {
        return of(Repeat.SEED, reference, attention, 0, 1, ANY);
    }

    /**
     * Compares over folds, one attention alone.
     *
     * @param reference the scores without attention, one a fold; NaN where undefined
     * @param attention the scores with it, in the same order
     * @param testToTrain a fold's validation slices over its training slices, above 0; 1 / (k - 1)
     *     for k equal folds
     * @return the difference
     * @throws IllegalArgumentException if there are not as many of both or the ratio is not above 0
     */
    public static PairedDifference ofFolds(
            double[] reference, double[] attention, double testToTrain) {
        if (!(testToTrain > 0)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "testToTrain is %s, expected validation slices over training slices, above 0",
                            testToTrain));
        }
        return of(Repeat.FOLD, reference, attention, testToTrain, 1, ANY);
    }

    /**
     * Compares over seeds or folds, alone or together with other attentions.
     *
     * @param repeats what differs between the pairs
     * @param reference the scores without attention, one a repetition; NaN where undefined
     * @param attention the scores with it, in the same order
     * @param testToTrain a fold's validation slices over its training slices; 0 over seeds
     * @param comparisons how many attentions are judged together, at least 1
     * @param range what the score can be; an interval ends where its differences do
     * @return the difference
     * @throws IllegalArgumentException if there are not as many of both
     */
    public static PairedDifference of(
            Repeat repeats,
            double[] reference,
            double[] attention,
            double testToTrain,
            int comparisons,
            Interval range) {
        RepeatSummary summary = differences(reference, attention);
        double[] defined = summary.defined();
        int n = defined.length;
        boolean seeds = repeats == Repeat.SEED;
        boolean noise = n > 1 && !isZero(summary.standardDeviation());
        double most = range.high() - range.low();
        Double mean = summary.mean();
        Double sd = summary.standardDeviation();
        Double byT = noise ? Student.pValue(mean, sd, n, testToTrain) : null;
        SignFlip signs = seeds && n > 0 ? SignFlip.of(defined) : null;
        Double bySigns = signs == null ? null : Double.valueOf(signs.pValue());
        return new PairedDifference(
                repeats,
                summary.values(),
                summary.undefined(),
                mean,
                sd,
                comparisons,
                noise
                        ? Student.interval(mean, sd, n, testToTrain, comparisons)
                                .within(new Interval(-most, most))
                        : null,
                noise && seeds ? ExpandedBootstrap.interval(defined, comparisons) : null,
                byT,
                byT,
                bySigns,
                bySigns,
                signs == null ? null : Double.valueOf(signs.leastPValue()));
    }

    /**
     * Copies it with what {@link Holm Holm's procedure} makes of its p-values.
     *
     * @param byT for {@link #holmTPValue()}
     * @param bySigns for {@link #holmPValue()}
     * @return the same difference
     */
    public PairedDifference withHolm(Double byT, Double bySigns) {
        return new PairedDifference(
                repeats,
                values,
                undefined,
                mean,
                standardDeviation,
                comparisons,
                interval,
                bootstrap,
                tPValue,
                byT,
                pValue,
                bySigns,
                leastPValue);
    }

    /**
     * Returns how many seeds a difference and a standard deviation as observed would take to be
     * told, and how little is known of that.
     *
     * @return null below two pairs, where mean or standard deviation is 0, and over folds, whose
     *     number changes the split
     */
    public SampleSize seeds() {
        return effect() == 0 ? null : SampleSize.of(mean, standardDeviation, pairs(), comparisons);
    }

    /**
     * Returns {@link SampleSize#needed()} of {@link #seeds()}.
     *
     * @return null where that is
     */
    public Integer seedsNeeded() {
        return effect() == 0 ? null : Integer.valueOf(SampleSize.needed(effect(), comparisons));
    }

    /**
     * Returns how many more than were run that is.
     *
     * @return at least 0; null where that is
     */
    public Integer seedsMissing() {
        Integer needed = seedsNeeded();
        return needed == null ? null : Integer.valueOf(Math.max(0, needed - pairs()));
    }

    /** |mean| / sd, or 0 where it is none to plan by. */
    private double effect() {
        boolean none = repeats != Repeat.SEED || pairs() < 2 || isZero(mean);
        return none || isZero(standardDeviation) ? 0 : Math.abs(mean) / standardDeviation;
    }

    /**
     * Returns the number of pairs that count.
     *
     * @return the number of values that are not null
     */
    public int pairs() {
        return values.size() - undefined;
    }

    /**
     * Tells whether a mean or a standard deviation of differences is 0 but for rounding.
     *
     * @param value which
     * @return true if it is
     */
    public static boolean isZero(double value) {
        return Math.abs(value) < ROUNDING;
    }

    private static RepeatSummary differences(double[] reference, double[] attention) {
        if (reference.length != attention.length) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%d scores without attention but %d with it: they must come in pairs",
                            reference.length,
                            attention.length));
        }
        return RepeatSummary.of(
                IntStream.range(0, reference.length)
                        .mapToDouble(i -> attention[i] - reference[i])
                        .toArray());
    }
}
