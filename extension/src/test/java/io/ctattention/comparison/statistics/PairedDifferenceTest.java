package io.ctattention.comparison.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.ctattention.evaluation.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PairedDifferenceTest {

    private static final Offset<Double> EXACT = within(1e-9);
    private static final double[] FIVE = {0.02, 0.05, -0.01, 0.04, 0.03};

    /** Differences of cross- and self-fertilised maize, from Fisher (1935), section 21. */
    private static final double[] DARWIN = {
        49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48
    };

    /** Expected numbers from SciPy 1.17, over all 5^5 resamples. */
    @Test
    void agreesWithSciPyOnFiveSeeds() {
        PairedDifference five =
                PairedDifference.ofSeeds(
                        new double[] {0.6, 0.5, 0.7, 0.6, 0.5},
                        new double[] {0.62, 0.55, 0.69, 0.64, 0.53});
        assertThat(five.mean()).isCloseTo(0.026, EXACT);
        assertThat(five.standardDeviation()).isCloseTo(0.02302172887, EXACT);
        assertThat(five.interval().low()).isCloseTo(-0.0025852519, EXACT);
        assertThat(five.interval().high()).isCloseTo(0.0545852519, EXACT);
        assertThat(five.bootstrap().low()).isCloseTo(-0.004, EXACT);
        assertThat(five.bootstrap().high()).isCloseTo(0.048, EXACT);
        // four of 32 signs: 0.15 of all alike, 0.13 as seen, and their opposites
        assertThat(five.pValue()).isEqualTo(0.125);
        assertThat(five.leastPValue()).isEqualTo(0.0625);
        assertThat(five.tPValue()).isCloseTo(0.0649859104, EXACT);
    }

    /** SciPy: t.ppf(1 - 0.025 / 7, 4). */
    @Test
    void widensTheIntervalsOfSevenAttentions() {
        PairedDifference seven =
                PairedDifference.of(Repeat.SEED, new double[5], FIVE, 0, 7, Interval.SHARE);
        assertThat(seven.interval().low()).isCloseTo(-0.0261732123, EXACT);
        assertThat(seven.interval().high()).isCloseTo(0.0781732123, EXACT);
        // the range of five holds a median in 1 - 2 / 32 of cases, and 1 - 0.05 / 7 are asked for
        assertThat(seven.bootstrap()).isNull();
    }

    /** Of mean 0.5 and sd 0.57 Student's interval of two pairs is -4.6 to 5.6. */
    @Test
    void aDifferenceOfSharesEndsWhereOneOfThemDoes() {
        double[] none = new double[2];
        double[] two = {0.1, 0.9};
        assertThat(of(two).interval().high()).isCloseTo(5.5824818, within(1e-6));
        assertThat(PairedDifference.of(Repeat.SEED, none, two, 0, 1, Interval.SHARE).interval())
                .isEqualTo(new Interval(-1, 1));
        // of a correlation, from -1 to 1
        assertThat(
                        PairedDifference.of(Repeat.SEED, none, two, 0, 1, new Interval(-1, 1))
                                .interval())
                .isEqualTo(new Interval(-2, 2));
    }

    /** SciPy: nct.cdf. */
    @Test
    void agreesWithSciPyOnTheNoncentralT() {
        assertThat(new NoncentralT(2).atMost(1, 0.5)).isCloseTo(0.6344664625, within(1e-4));
        assertThat(new NoncentralT(4).atMost(2.5, 1)).isCloseTo(0.8481123998, within(1e-6));
        assertThat(new NoncentralT(1).atMost(0.3, -1)).isCloseTo(0.8887876180, within(1e-4));
        assertThat(new NoncentralT(30).atMost(3, 2.2)).isCloseTo(0.7650682468, within(1e-6));
    }

    /** Ends of mean / sd by SciPy's quad and brentq over the noncentral t. */
    @Test
    void saysHowLittleIsKnownOfTheSeedsItTakes() {
        // 0.5 of three pairs is within -0.77 to 1.67
        assertThat(SampleSize.of(1, 2, 3, 1)).isEqualTo(new SampleSize(34, 5, SampleSize.MOST));
        // 2 of five is within 0.381 to 3.567
        assertThat(SampleSize.of(-2, 1, 5, 1)).isEqualTo(new SampleSize(5, 3, 56));
        assertThat(SampleSize.of(2, 1, 5, 7)).isEqualTo(new SampleSize(7, 5, 90));
        assertThat(SampleSize.of(1, 1, 10, 7)).isEqualTo(new SampleSize(16, 8, 277));
    }

    /** Five seeds of eight networks that score alike but for chance. */
    @Test
    void sevenAttentionsWithoutAnEffectSeldomClaimOne() {
        Random random = new Random(11);
        int runs = 1000;
        int alone = 0;
        int together = 0;
        int byHolm = 0;
        for (int run = 0; run < runs; run++) {
            double[] reference = scores(random);
            List<PairedDifference> attentions =
                    IntStream.range(0, 7)
                            .mapToObj(a -> scores(random))
                            .map(
                                    a ->
                                            PairedDifference.of(
                                                    Repeat.SEED,
                                                    reference,
                                                    a,
                                                    0,
                                                    7,
                                                    Interval.SHARE))
                            .toList();
            List<Double> p = attentions.stream().map(PairedDifference::tPValue).toList();
            alone += p.stream().anyMatch(value -> value < 0.05) ? 1 : 0;
            byHolm += Holm.adjusted(p).stream().anyMatch(value -> value < 0.05) ? 1 : 0;
            together += attentions.stream().anyMatch(d -> !d.interval().contains(0)) ? 1 : 0;
        }
        // the attentions share their reference; independent ones would have 1 - 0.95^7 = 0.30
        assertThat(alone / (double) runs).isBetween(0.15, 0.30);
        // at most 0.05, of which the sd in 1000 runs is 0.007
        assertThat(together / (double) runs).isBetween(0.02, 0.06);
        // whoever is told first is told by both
        assertThat(byHolm).isEqualTo(together);
    }

    private static double[] scores(Random random) {
        return IntStream.range(0, 5).mapToDouble(i -> 0.6 + 0.04 * random.nextGaussian()).toArray();
    }

    /** NumPy, 10^6 resamples of Student's data: 0.85 to 2.58. */
    @Test
    void drawsResamplesOfManyPairs() {
        PairedDifference sleep = of(1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4);
        assertThat(sleep.bootstrap().low()).isCloseTo(0.85, within(0.03));
        assertThat(sleep.bootstrap().high()).isCloseTo(2.58, within(0.06));
        assertThat(sleep).isEqualTo(of(1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4));
    }

    @Test
    void countsFishersSignsOfDarwinsMaize() {
        assertThat(of(DARWIN).pValue()).isEqualTo(1726 / 32768.0);
        assertThat(of(DARWIN).leastPValue()).isEqualTo(1 / 16384.0);
    }

    @Test
    void drawsSignsBeyondSixteenPairs() {
        // pairs without a difference leave p as it is; sd of 10 000 draws 0.0022
        PairedDifference padded = of(Arrays.copyOf(DARWIN, 20));
        assertThat(padded.pValue()).isCloseTo(0.0527, within(0.007));
        assertThat(padded.leastPValue()).isCloseTo(0.0001, within(1e-7));
    }

    @Test
    void countsEqualSumsInSpiteOfRounding() {
        // 0.1 + 0.2 - 0.3 is not 0 in binary: every sign is as far from 0
        assertThat(of(0.1, 0.2, -0.3).pValue()).isEqualTo(1);
        assertThat(of(0.1, 0.2, -0.3).seedsNeeded()).isNull();
        assertThat(of(0.1, 0.2, 0.3).pValue()).isEqualTo(0.25);
    }

    /** Least n of 80 % power by SciPy's noncentral t, for a two-sided paired t-test at 0.05. */
    @Test
    void needsAsManySeedsAsPowerTablesSay() {
        double[] effects = {0.2, 0.3, 0.5, 0.8, 1, 1.5, 2, 3};
        int[] pairs = {199, 90, 34, 15, 10, 6, 5, 4};
        assertThat(Arrays.stream(effects).mapToInt(d -> SampleSize.needed(d, 1)).toArray())
                .isEqualTo(pairs);
        // at 0.05 / 7
        assertThat(SampleSize.needed(1, 7)).isEqualTo(16);
        assertThat(SampleSize.needed(1e-9, 1)).isEqualTo(1_000_000);
        assertThat(SampleSize.needed(100, 1)).isEqualTo(2);
    }

    @Test
    void countsTheSeedsThatAreMissing() {
        // mean 1, standard deviation 2: an effect of 0.5
        PairedDifference few = of(-1, 1, 3);
        assertThat(few.standardDeviation()).isCloseTo(2, EXACT);
        assertThat(few.seedsNeeded()).isEqualTo(34);
        assertThat(few.seedsMissing()).isEqualTo(31);
        assertThat(of(9.9, 10, 10.1).seedsMissing()).isZero();
    }

    @Test
    void widensTheIntervalOverFolds() {
        // sqrt(1/5 + 1/4) over sqrt(1/5) is 1.5
        PairedDifference folds = PairedDifference.ofFolds(new double[5], FIVE, 0.25);
        Interval seeds = of(FIVE).interval();
        assertThat(folds.interval().high() - 0.026).isCloseTo(1.5 * (seeds.high() - 0.026), EXACT);
        assertThat(folds.bootstrap()).isNull();
        assertThat(folds.seedsNeeded()).isNull();
        assertThat(folds.seeds()).isNull();
        // SciPy: 2 t.sf(0.026 / (0.02302172887 sqrt(0.45)), 4); the sign-flip test is of seeds only
        assertThat(folds.tPValue()).isCloseTo(0.1675532215, EXACT);
        assertThat(folds.pValue()).isNull();
        assertThat(folds.leastPValue()).isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairedDifference.ofFolds(FIVE, FIVE, 0))
                .withMessageStartingWith("testToTrain is 0.0");
    }

    @Test
    void leavesOutPairsThatLackAScore() {
        PairedDifference difference =
                PairedDifference.ofSeeds(
                        new double[] {0.5, Double.NaN, 0.25, 1},
                        new double[] {0.75, 1, 0.5, Double.NaN});
        assertThat(difference.values()).containsExactly(0.25, null, 0.25, null);
        assertThat(difference.undefined()).isEqualTo(2);
        assertThat(difference.pairs()).isEqualTo(2);
        assertThat(difference.pValue()).isEqualTo(0.5);
        PairedDifference none = of(Double.NaN);
        assertThat(none.mean()).isNull();
        assertThat(none.pValue()).isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairedDifference.ofSeeds(new double[2], new double[3]))
                .withMessage("2 scores without attention but 3 with it: they must come in pairs");
    }

    @Test
    void saysNothingOfTheNoiseOfOneSeed() {
        PairedDifference one = of(0.03);
        assertThat(one.mean()).isEqualTo(0.03);
        assertThat(one.interval()).isNull();
        assertThat(one.bootstrap()).isNull();
        assertThat(one.seedsNeeded()).isNull();
        assertThat(one.pValue()).isEqualTo(1);
    }

    /** In the population mean 0; sd of a share of 0.95 of 4000 is 0.0034. */
    @Test
    void coversTheTruthAsOftenAsItsJavadocSays() {
        assertThat(coverage(5, PairedDifference::interval)).isCloseTo(0.95, within(0.014));
        assertThat(coverage(2, PairedDifference::interval)).isCloseTo(0.95, within(0.014));
        assertThat(coverage(5, PairedDifference::bootstrap)).isCloseTo(0.93, within(0.016));
        // the interval of two is their range, which holds the median in half the cases
        assertThat(coverage(2, PairedDifference::bootstrap)).isCloseTo(0.5, within(0.03));
    }

    private static double coverage(int pairs, Function<PairedDifference, Interval> interval) {
        Random random = new Random(3);
        return IntStream.range(0, 4000)
                        .filter(
                                run -> {
                                    double[] normal =
                                            random.doubles(pairs)
                                                    .map(u -> random.nextGaussian())
                                                    .toArray();
                                    return interval.apply(of(normal)).contains(0);
                                })
                        .count()
                / 4000.0;
    }

    private static PairedDifference of(double... differences) {
        return PairedDifference.ofSeeds(new double[differences.length], differences);
    }
}
