package io.ctattention.comparison;

import io.ctattention.evaluation.Interval;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The difference that attention makes to a score, over pairs of networks that share seed, split and
 * batches: with attention minus without.
 *
 * <p>{@code interval} is the one to judge by. {@code bootstrap} assumes nothing about the shape of
 * the differences, but no resample leaves their range: of normal differences it covers the truth in
 * 50, 77, 87, 93 and 94 % of cases with 2, 3, 4, 5 and 6 pairs.
 *
 * @param repeats what differs between the pairs
 * @param values a difference for each pair, in their order; null where a score of it is undefined
 * @param undefined how many are null; what follows leaves them out
 * @param mean their mean, or null if none is defined
 * @param standardDeviation the sample standard deviation (divisor n - 1), or null below two pairs
 * @param interval the 95 % interval of the mean by Student's t with n - 1 degrees of freedom, or
 *     null below two pairs. The variance of the mean is sd^2 / n over seeds. Folds share training
 *     slices, so over folds it is sd^2 (1/n + test/train): Nadeau and Bengio, "Inference for the
 *     Generalization Error" (2003)
 * @param bootstrap the expanded percentile interval of Hesterberg, "What Teachers Should Know About
 *     the Bootstrap" (2015), or null below two pairs and over folds
 * @param pValue of the two-sided sign-flip permutation test (Fisher 1935): all 2^n signs up to 16
 *     pairs, 10 000 drawn ones beyond; null if no pair is defined
 * @param leastPValue the least p that this number of pairs can give, 2 / 2^n up to 16 pairs: five
 *     seeds never give p below 0.0625; null if no pair is defined
 * @param seedsNeeded how many seeds a two-sided t-test at 0.05 takes to tell a difference and a
 *     standard deviation as seen with 80 % power: the least n of no less than ((t_{0.975, n-1} +
 *     t_{0.8, n-1}) sd / |mean|)^2, at least 2, where 1 000 000 also stands for more; null below
 *     two pairs, where mean or standard deviation is 0, and over folds, whose number changes the
 *     split
 * @param seedsMissing how many more than were run that is, at least 0; null where that is
 */
public record PairedDifference(
        Repeat repeats,
        List<Double> values,
        int undefined,
        Double mean,
        Double standardDeviation,
        Interval interval,
        Interval bootstrap,
        Double pValue,
        Double leastPValue,
        Integer seedsNeeded,
        Integer seedsMissing) {

    /** Below this a sum of scores is 0 but for rounding. */
    static final double ROUNDING = 1e-12;

    /**
     * Compares over seeds.
     *
     * @param reference the scores without attention, one a seed; NaN where undefined
     * @param attention the scores with it, in the same order
     * @return the difference
     * @throws IllegalArgumentException if there are not as many of both
     */
    public static PairedDifference ofSeeds(double[] reference, double[] attention) {
        Spread spread = differences(reference, attention);
        double[] defined = spread.defined();
        int n = defined.length;
        boolean needs = n > 1 && !isZero(spread.mean()) && !isZero(spread.standardDeviation());
        Integer needed =
                needs ? SampleSize.needed(spread.mean(), spread.standardDeviation()) : null;
        return of(
                Repeat.SEED,
                spread,
                spread.interval(),
                n > 1 ? ExpandedBootstrap.interval(defined) : null,
                needed);
    }

    /**
     * Compares over folds.
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
        Spread spread = differences(reference, attention);
        int n = spread.defined().length;
        Interval interval = null;
        if (n > 1) {
            double error = spread.standardDeviation() * Math.sqrt(1.0 / n + testToTrain);
            interval = Student.interval(spread.mean(), error, n - 1);
        }
        return of(Repeat.FOLD, spread, interval, null, null);
    }

    /**
     * Returns the number of pairs that count.
     *
     * @return the number of values that are not null
     */
    public int pairs() {
        return values.size() - undefined;
    }

    static boolean isZero(double value) {
        return Math.abs(value) < ROUNDING;
    }

    private static Spread differences(double[] reference, double[] attention) {
        if (reference.length != attention.length) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%d scores without attention but %d with it: they must come in pairs",
                            reference.length,
                            attention.length));
        }
        return Spread.of(
                IntStream.range(0, reference.length)
                        .mapToDouble(i -> attention[i] - reference[i])
                        .toArray());
    }

    private static PairedDifference of(
            Repeat repeats, Spread spread, Interval interval, Interval bootstrap, Integer needed) {
        double[] defined = spread.defined();
        SignFlip test = defined.length == 0 ? null : SignFlip.of(defined);
        return new PairedDifference(
                repeats,
                spread.values(),
                spread.undefined(),
                spread.mean(),
                spread.standardDeviation(),
                interval,
                bootstrap,
                test == null ? null : test.pValue(),
                test == null ? null : test.leastPValue(),
                needed,
                needed == null ? null : Math.max(0, needed - defined.length));
    }
}
