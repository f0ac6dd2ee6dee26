package io.ctattention.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ctattention.evaluation.ScoresTest.Ratings;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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
                                0.8, null, null, "no interval: 0 resamples were asked for", 0));
        Estimate onePatient = accuracy(List.of(Slices.slice("a", "p1", "COVID", 0.9)));
        assertThat(onePatient.low()).isNull();
        assertThat(onePatient.reason())
                .isEqualTo("no interval: it takes at least two patients to resample");
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
