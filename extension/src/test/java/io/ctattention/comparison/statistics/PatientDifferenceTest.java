package io.ctattention.comparison.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.ctattention.evaluation.Interval;
import io.ctattention.evaluation.Metric;
import io.ctattention.evaluation.SlicePrediction;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PatientDifferenceTest {

    @Test
    void matchesTheErrorOfADifferenceOfPairedShares() {
        // (30 - 10) / 100; sd sqrt((0.4 - 0.2^2) / 100) = 0.06
        PatientDifference one = accuracy(List.of(hundred(1)));
        assertThat(one.mean()).isCloseTo(0.2, within(1e-12));
        assertThat(one.interval().low()).isCloseTo(0.2 - 1.96 * 0.06, within(0.011));
        assertThat(one.interval().high()).isCloseTo(0.2 + 1.96 * 0.06, within(0.011));
        assertThat(one.unit()).isEqualTo("patient");
        assertThat(one.units()).isEqualTo(100);
        assertThat(one.resamples()).isEqualTo(10_000);
    }

    @Test
    void drawsPatientsWholeAndTheSameForAllSeeds() {
        // copies of a slice, or of a seed that says the same, carry no information
        PairedPredictions pair = hundred(4);
        PatientDifference copies = accuracy(Collections.nCopies(5, pair));
        assertThat(copies.units()).isEqualTo(100);
        assertThat(copies.interval().high() - copies.interval().low())
                .isCloseTo(2 * 1.96 * 0.06, within(0.015));
        assertThat(copies).isEqualTo(accuracy(Collections.nCopies(5, pair)));
    }

    @Test
    void drawsOneSeedLessThanThereAre() {
        // patients play no part where a network gets all slices right or none
        PairedPredictions better = new Predictions().add(10, 1, false, true).pair();
        PairedPredictions same = new Predictions().add(10, 1, true, true).pair();
        PatientDifference five = accuracy(List.of(same, better, same, same, same));
        assertThat(five.mean()).isCloseTo(0.2, within(1e-12));
        // four draws at 1/5: three or more of them in 2.72 %, all four in 0.16 %
        assertThat(five.interval()).isEqualTo(new Interval(0, 0.75));
    }

    @Test
    void comparesF1AndMacroF1() {
        // attention meets 3 of 4 COVID and 4 of 4 NonCOVID, the reference 2 of 4 and 3 of 4
        List<SlicePrediction> reference = answers("CCNNNNNC");
        List<SlicePrediction> attention = answers("CCCNNNNN");
        var differences =
                PatientDifference.of(
                        List.of(Metric.F1, Metric.MACRO_F1),
                        Predictions.CLASSES,
                        "COVID",
                        List.of(new PairedPredictions(reference, attention)),
                        PatientDifference.RESAMPLES);
        // 6/7 - 4/7; NonCOVID 8/9 - 6/9
        assertThat(differences.get(Metric.F1).mean()).isCloseTo(2 / 7.0, within(1e-12));
        assertThat(differences.get(Metric.MACRO_F1).mean())
                .isCloseTo((2 / 7.0 + 2 / 9.0) / 2, within(1e-12));
        assertThat(differences.get(Metric.F1).unit()).isEqualTo("slice");
        // no COVID among the drawn slices, true or told: eight draws of four, 1/256
        assertThat(differences.get(Metric.F1).resamples()).isBetween(9920, 9990);
        assertThat(differences.get(Metric.MACRO_F1).resamples()).isEqualTo(10_000);
    }

    @Test
    void takesFoldsOfDifferentSlices() {
        PairedPredictions whole = hundred(1);
        List<PairedPredictions> folds =
                Stream.of(0, 50)
                        .map(
                                from ->
                                        new PairedPredictions(
                                                whole.reference().subList(from, from + 50),
                                                whole.attention().subList(from, from + 50)))
                        .toList();
        PatientDifference difference = accuracy(folds);
        assertThat(difference.units()).isEqualTo(100);
        assertThat(difference.mean()).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void hasNoIntervalOfOnePatient() {
        PatientDifference one = accuracy(List.of(new Predictions().add(1, 3, false, true).pair()));
        assertThat(one.mean()).isEqualTo(1);
        assertThat(one.interval()).isNull();
        assertThat(one.resamples()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> accuracy(List.of()))
                .withMessage("There are no predictions to compare");
    }

    /** Of 100 patients attention alone is right on 30 and the reference alone on 10. */
    private static PairedPredictions hundred(int slicesEach) {
        return new Predictions()
                .add(30, slicesEach, false, true)
                .add(10, slicesEach, true, false)
                .add(40, slicesEach, true, true)
                .add(20, slicesEach, false, false)
                .pair();
    }

    /** C or N for four COVID slices, then for four others. */
    private static List<SlicePrediction> answers(String told) {
        return IntStream.range(0, 8)
                .mapToObj(
                        i ->
                                Predictions.slice(
                                        "s" + i,
                                        null,
                                        i < 4 ? "COVID" : "NonCOVID",
                                        told.charAt(i) == (i < 4 ? 'C' : 'N')))
                .toList();
    }

    private static PatientDifference accuracy(List<PairedPredictions> pairs) {
        return PatientDifference.of(
                        List.of(Metric.ACCURACY),
                        Predictions.CLASSES,
                        "COVID",
                        pairs,
                        PatientDifference.RESAMPLES)
                .get(Metric.ACCURACY);
    }
}
