package io.ctattention.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ctattention.evaluation.ScoresTest.Ratings;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BootstrapTest {

    @Test
    void matchesTheBinomialErrorOfAnAccuracy() {
        // 1.96 sqrt(0.8 * 0.2 / 400) = 0.0392, and twice that for a quarter of the slices
        Estimate many = accuracy(Slices.fourOfFiveRight(400, 1));
        assertThat(many.value()).isEqualTo(0.8);
        assertThat(many.low()).isCloseTo(0.7608, within(0.006));
        assertThat(many.high()).isCloseTo(0.8392, within(0.006));
        assertThat(width(accuracy(Slices.fourOfFiveRight(100, 1))))
                .isCloseTo(0.1568, within(0.015));
    }

    /** The paper's standard error is 0.032. */
    @Test
    void matchesThePublishedErrorOfAnAuroc() {
        List<SlicePrediction> ratings =
                IntStream.range(0, Ratings.LABELS.length)
                        .mapToObj(
                                i ->
                                        Slices.slice(
                                                "image" + i,
                                                null,
                                                Ratings.LABELS[i] == 1 ? "COVID" : "NonCOVID",
                                                Ratings.SCORES[i]))
                        .toList();
        Estimate auroc = estimate(Metric.AUROC, ratings);
        assertThat(auroc.value()).isBetween(auroc.low(), auroc.high());
        assertThat(width(auroc)).isCloseTo(2 * 1.96 * 0.032, within(0.015));
    }

    @Test
    void drawsPatientsWhole() {
        // five copies a patient carry the information of one: sqrt(5) = 2.236 times as wide
        double bySlice = width(accuracy(Slices.fourOfFiveRight(500, 1)));
        Estimate byPatient = accuracy(Slices.fourOfFiveRight(500, 5));
        assertThat(width(byPatient) / bySlice).isCloseTo(2.236, within(0.2));
        assertThat(byPatient).isEqualTo(accuracy(Slices.fourOfFiveRight(500, 5)));
    }

    @Test
    void holdsASliceOfUnknownPatientForAPatient() {
        List<SlicePrediction> slices =
                List.of(
                        Slices.slice("a", "p1", "COVID", 0.9),
                        Slices.slice("b", null, "COVID", 0.9),
                        Slices.slice("c", "p1", "NonCOVID", 0.9),
                        Slices.slice("d", " ", "NonCOVID", 0.9));
        ResamplingUnits units = ResamplingUnits.of(slices);
        assertThat(units.unit()).isEqualTo("patient");
        assertThat(units.count()).isEqualTo(3);
        assertThat(units.unitOfSlice()).containsExactly(0, 1, 0, 2);
    }

    @Test
    void givesTheSameOnAnyNumberOfThreads() throws Exception {
        List<SlicePrediction> slices = Slices.fourOfFiveRight(60, 2);
        EvaluationReport here = Slices.report(slices, EvaluationOptions.DEFAULT);
        ForkJoinPool one = new ForkJoinPool(1);
        try {
            EvaluationReport there =
                    one.submit(() -> Slices.report(slices, EvaluationOptions.DEFAULT)).get();
            assertThat(there.metrics()).isEqualTo(here.metrics());
            assertThat(there.perClass()).isEqualTo(here.perClass());
        } finally {
            one.shutdown();
        }
        assertThat(Slices.report(slices, new EvaluationOptions(2000, 2)).metrics())
                .isNotEqualTo(here.metrics());
    }

    @Test
    void countsTheResamplesThatDefineAValue() {
        List<SlicePrediction> slices =
                List.of(
                        Slices.slice("a", null, "COVID", 0.9),
                        Slices.slice("b", null, "COVID", 0.6),
                        Slices.slice("c", null, "NonCOVID", 0.7),
                        Slices.slice("d", null, "NonCOVID", 0.2));
        // one class is missing from 2 (1/2)^4 = 1/8 of the resamples; sd 14.8
        assertThat(estimate(Metric.AUROC, slices).resamples()).isBetween(1690, 1810);
        assertThat(accuracy(slices).resamples()).isEqualTo(2000);
    }

    @Test
    void saysWhyThereIsNoInterval() {
        List<SlicePrediction> slices = Slices.fourOfFiveRight(20, 1);
        Estimate none = accuracy(Slices.report(slices, new EvaluationOptions(0, 1)));
        assertThat(none)
                .isEqualTo(
                        new Estimate(
                                0.8,
                                null,
                                null,
                                "no interval: 0 resamples were requested",
                                0,
                                null));
        Estimate onePatient = accuracy(List.of(Slices.slice("a", "p1", "COVID", 0.9)));
        assertThat(onePatient.low()).isNull();
        assertThat(onePatient.reason())
                .isEqualTo("no interval: resampling needs at least two patients");
    }

    /** Newcombe, "Two-sided confidence intervals for the single proportion" (1998), table I. */
    @ParameterizedTest
    @CsvSource({
        "81, 263, 0.2553, 0.3662",
        "15, 148, 0.0624, 0.1605",
        "0, 20, 0.0000, 0.1611",
        "1, 29, 0.0061, 0.1718"
    })
    void agreesWithNewcombesTableOfWilsonsIntervals(int k, int n, double low, double high) {
        Interval interval = Interval.wilson((double) k / n, n);
        assertThat(interval.low()).isCloseTo(low, within(5e-5));
        assertThat(interval.high()).isCloseTo(high, within(5e-5));
    }

    @Test
    void aRecallOfTwelveOfTwelveMayBeThreeQuarters() {
        ClassEstimates covid = perfect(1).perClass().get("COVID");
        // SciPy: binomtest(12, 12).proportion_ci(method="wilson")
        assertThat(covid.recall().low()).isCloseTo(0.757506, within(1e-6));
        assertThat(covid.recall().high()).isEqualTo(1);
        assertThat(covid.recall().method()).isEqualTo("Wilson, 12 slices");
        assertThat(covid.precision()).isEqualTo(covid.recall());
        assertThat(covid.specificity().low()).isCloseTo(8 / (8 + 3.841459), within(1e-6));
        // a Jaccard of 0.757506 is an F1 of 2 * 0.757506 / 1.757506
        assertThat(covid.f1().low()).isCloseTo(0.862024, within(1e-6));
        assertThat(accuracy(perfect(1)).method()).isEqualTo("Wilson, 20 slices");
    }

    @Test
    void twelveSlicesOfThreePatientsAreThree() {
        Estimate recall = perfect(4).perClass().get("COVID").recall();
        assertThat(recall.method()).isEqualTo("Wilson, 3 patients");
        assertThat(recall.low()).isCloseTo(0.438503, within(1e-6));
        assertThat(accuracy(perfect(4)).method()).isEqualTo("Wilson, 5 patients");
    }

    @Test
    void aSliceOfUnknownPatientIsAPatientOfItsOwnAndSoItIsCalled() {
        List<SlicePrediction> slices =
                List.of(
                        Slices.slice("a", "p1", "COVID", 0.9),
                        Slices.slice("b", "p1", "COVID", 0.9),
                        Slices.slice("c", null, "COVID", 0.9),
                        Slices.slice("d", null, "NonCOVID", 0.1));
        EvaluationReport report = Slices.report(slices, new EvaluationOptions(100, 1));
        assertThat(report.perClass().get("COVID").recall().method())
                .isEqualTo("Wilson, 2 patients, each slice without one as a patient of its own");
        assertThat(report.toText())
                .contains(
                        "percentile bootstrap over 3 patients, each slice without one as a patient of its own, 100 resamples");
    }

    @Test
    void aRecallOfNoneMayBeMore() {
        List<SlicePrediction> blind =
                IntStream.range(0, 24)
                        .mapToObj(
                                i ->
                                        Slices.slice(
                                                "s" + i, null, i < 12 ? "COVID" : "NonCOVID", 0.2))
                        .toList();
        ClassEstimates covid =
                Slices.report(blind, EvaluationOptions.DEFAULT).perClass().get("COVID");
        assertThat(covid.recall().low()).isZero();
        assertThat(covid.recall().high()).isCloseTo(0.242494, within(1e-6));
        assertThat(covid.f1().high()).isCloseTo(0.390335, within(1e-6));
        // of 12 and of no slice answered COVID
        assertThat(covid.precision().reason()).isEqualTo("no slice was predicted as COVID");
    }

    @Test
    void otherScoresHaveNoIntervalWhereNothingVaries() {
        for (Metric metric : List.of(Metric.AUROC, Metric.MCC, Metric.BALANCED_ACCURACY)) {
            Estimate estimate = perfect(1).metrics().get(metric);
            assertThat(estimate.value()).isEqualTo(1);
            assertThat(estimate.low()).isNull();
            assertThat(estimate.reason()).startsWith("no interval: every resample gives this");
        }
    }

    /**
     * With a true recall of 0.97 most samples of 20 are 20 of 20, and 95 % of the intervals should
     * hold it.
     */
    @Test
    void coversARecallNearOne() {
        Random random = new Random(5);
        long covered =
                IntStream.range(0, 300)
                        .filter(
                                run -> {
                                    Estimate accuracy = accuracyOfCoin(random, 0.97, 20);
                                    return accuracy.low() <= 0.97 && 0.97 <= accuracy.high();
                                })
                        .count();
        // 0.97^20 = 0.54 of the samples are perfect and had no chance before
        assertThat(covered).isGreaterThan(280);
    }

    /**
     * Mean of |K / n - p| of binomial K by SciPy: 100 of 0.8 and 100 of 0.6 give 0.0354 as ECE of a
     * perfectly calibrated model.
     */
    @Test
    void givesEceNoIntervalButWhatChanceAloneWouldShow() {
        List<SlicePrediction> slices =
                IntStream.range(0, 200)
                        .mapToObj(i -> Slices.slice("s" + i, null, "COVID", i < 100 ? 0.8 : 0.6))
                        .toList();
        Estimate ece = estimate(Metric.ECE, slices);
        assertThat(ece.value()).isCloseTo(0.3, within(1e-9));
        assertThat(ece.low()).isNull();
        assertThat(ece.reason())
                .isEqualTo(
                        "no interval: a bootstrap interval misses the true value too often; a"
                                + " perfectly calibrated model would show about 0.0355 here by"
                                + " chance");
    }

    /** 12 slices of COVID and 8 of NonCOVID, all right. */
    private static EvaluationReport perfect(int slicesPerPatient) {
        List<SlicePrediction> slices =
                IntStream.range(0, 20)
                        .mapToObj(
                                i ->
                                        Slices.slice(
                                                "s" + i,
                                                slicesPerPatient == 1
                                                        ? null
                                                        : "p" + i / slicesPerPatient,
                                                i < 12 ? "COVID" : "NonCOVID",
                                                i < 12 ? 0.9 - i * 0.01 : 0.1 + i * 0.01))
                        .toList();
        return Slices.report(slices, EvaluationOptions.DEFAULT);
    }

    @Test
    void coversTheTruthAboutAsOftenAsItClaims() {
        Random random = new Random(7);
        long covered =
                IntStream.range(0, 300)
                        .filter(
                                run -> {
                                    Estimate accuracy = accuracyOfCoin(random, 0.75, 100);
                                    return accuracy.low() <= 0.75 && 0.75 <= accuracy.high();
                                })
                        .count();
        // 95 % of 300 is 285, sd 3.8; the percentile bootstrap falls a little short at n = 100
        assertThat(covered).isBetween(270L, 296L);
    }

    private static Estimate accuracyOfCoin(Random random, double right, int n) {
        List<SlicePrediction> slices =
                IntStream.range(0, n)
                        .mapToObj(
                                i ->
                                        Slices.slice(
                                                "s" + i,
                                                null,
                                                "COVID",
                                                random.nextDouble() < right ? 0.9 : 0.1))
                        .toList();
        return accuracy(Slices.report(slices, new EvaluationOptions(400, random.nextInt())));
    }

    private static Estimate accuracy(List<SlicePrediction> slices) {
        return estimate(Metric.ACCURACY, slices);
    }

    private static Estimate accuracy(EvaluationReport report) {
        return report.metrics().get(Metric.ACCURACY);
    }

    private static Estimate estimate(Metric metric, List<SlicePrediction> slices) {
        return Slices.report(slices, EvaluationOptions.DEFAULT).metrics().get(metric);
    }

    private static double width(Estimate estimate) {
        return estimate.high() - estimate.low();
    }
}
