package io.ctattention.comparison.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ctattention.block.NetworkSpec;
import io.ctattention.comparison.statistics.PairedDifference;
import io.ctattention.comparison.statistics.PatientDifference;
import io.ctattention.comparison.statistics.Repeat;
import io.ctattention.comparison.verdict.Verdict.Answer;
import io.ctattention.comparison.verdict.Verdict.Question;
import io.ctattention.evaluation.Interval;
import io.ctattention.evaluation.Metric;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final Question CBAM =
            new Question("cbam", Metric.F1, "COVID", new LastEpochs(30, 30));
    private static final PatientDifference SURE = patients(0.01, 0.07);
    private static final PatientDifference UNSURE = patients(-0.012, 0.07);

    @Test
    void saysThatAttentionHelps() {
        // mean 0.03, standard deviation 0.0158114; 2.776445 * 0.0158114 / sqrt(5) = 0.0196324
        Verdict verdict = of(seeds(0.01, 0.02, 0.03, 0.04, 0.05), SURE);
        assertThat(verdict)
                .isEqualTo(
                        new Verdict(
                                Answer.HELPS,
                                true,
                                "On these 5 seeds CBAM raises F1 (COVID) at epoch 30 by 3.0"
                                        + " points (95 % interval 1.0 to 5.0): it helps."));
    }

    @Test
    void limitsItToTheseSlicesIfOtherPatientsMayDiffer() {
        Verdict verdict = of(seeds(0.01, 0.02, 0.03, 0.04, 0.05), UNSURE);
        assertThat(verdict.answer()).isEqualTo(Answer.HELPS);
        assertThat(verdict.holdsForOthers()).isFalse();
        assertThat(verdict.sentence())
                .endsWith(
                        ": it helps on these slices; for other patients the data do not show it"
                                + " (95 % interval -1.2 to 7.0).");
        Verdict seedsOnly = of(seeds(0.01, 0.02, 0.03, 0.04, 0.05), null);
        assertThat(seedsOnly.holdsForOthers()).isFalse();
        assertThat(seedsOnly.sentence()).endsWith("(95 % interval 1.0 to 5.0): it helps.");
    }

    @Test
    void saysThatAttentionHurts() {
        assertThat(of(seeds(-0.01, -0.02, -0.03, -0.04, -0.05), UNSURE).sentence())
                .isEqualTo(
                        "On these 5 seeds CBAM lowers F1 (COVID) at epoch 30 by 3.0 points"
                                + " (95 % interval 1.0 to 5.0): it hurts on these slices; for other"
                                + " patients the data do not show it (95 % interval -7.0 to 1.2).");
        Question brier = new Question("se+cbam", Metric.BRIER, "COVID", new LastEpochs(3, 3));
        Verdict verdict = Verdict.of(brier, seeds(0.01, 0.02, 0.03, 0.04, 0.05), SURE, false);
        assertThat(verdict.answer()).isEqualTo(Answer.HURTS);
        assertThat(verdict.sentence())
                .startsWith("On these 5 seeds SE + CBAM raises the Brier score at epoch 3 by 3.0");
    }

    @Test
    void saysHowManySeedsItWouldTake() {
        // effect 0.5: 34 seeds; 4.302653 * 0.02 / sqrt(3) = 0.0496828
        assertThat(of(seeds(-0.01, 0.01, 0.03), SURE))
                .isEqualTo(
                        new Verdict(
                                Answer.CANNOT_BE_TOLD,
                                false,
                                "The data do not show whether CBAM helps: the difference seen in F1"
                                        + " (COVID) at epoch 30, +1.0 points over these 3 seeds, is"
                                        + " within the noise (95 % interval -4.0 to 6.0); if"
                                        + " the true effect is the one observed, about 31 more"
                                        + " seeds would probably show it (95 % interval 2 to"
                                        + " any number)."));
        assertThat(of(seeds(-0.1, 0.1004), SURE).sentence())
                .contains("+0.02 points")
                .contains(
                        "if the true effect is the one observed, more than 1000 more seeds"
                                + " would probably show it (95 % interval ")
                .endsWith(" to any number).");
    }

    @Test
    void saysThatFoldsShareSlices() {
        double[] differences = {0.01, 0.02, 0.03, 0.04, 0.05};
        // 1.5 * 0.0196324 = 0.0294486
        Verdict verdict = of(PairedDifference.ofFolds(new double[5], differences, 0.25), SURE);
        assertThat(verdict.sentence())
                .isEqualTo(
                        "On these 5 folds CBAM raises F1 (COVID) at epoch 30 by 3.0 points"
                                + " (95 % interval 0.1 to 5.9, widened because folds share training"
                                + " slices): it helps.");
        Verdict noise = of(PairedDifference.ofFolds(new double[5], differences, 0.5), SURE);
        assertThat(noise.sentence()).endsWith("widened because folds share training slices).");
    }

    @Test
    void saysWhyThereIsNothingToTell() {
        assertThat(of(seeds(0.012), SURE).sentence())
                .isEqualTo(
                        "One seed says nothing about whether CBAM helps: the difference seen in F1"
                                + " (COVID) at epoch 30, +1.2 points, may be all noise, and it"
                                + " takes at least two seeds to measure noise.");
        assertThat(of(seeds(-0.1, 0.3, -0.2), SURE).sentence())
                .startsWith(
                        "The data do not show whether CBAM helps: the mean difference in F1"
                                + " (COVID) at epoch 30 is 0 over these 3 seeds (95 % interval -65.7 to"
                                + " 65.7).");
        assertThat(of(seeds(0.02, 0.02), SURE).sentence())
                .isEqualTo(
                        "The data do not show whether CBAM helps: the difference seen in F1 (COVID)"
                                + " at epoch 30 is the same, +2.0 points, over these 2 seeds, so"
                                + " there is no noise to compare it with.");
        assertThat(Verdict.of(CBAM, seeds(0, 0, 0), SURE, true).sentence())
                .isEqualTo(
                        "The data do not show whether CBAM helps: with and without it every slice"
                                + " gets the same class, on all 3 seeds.");
        // the same classes, but other probabilities
        Question auroc = new Question("cbam", Metric.AUROC, "COVID", new LastEpochs(30, 30));
        assertThat(Verdict.of(auroc, seeds(0.01, 0.02, 0.03), SURE, true).sentence())
                .contains("AUROC (COVID) at epoch 30, +2.0 points over these 3 seeds");
        assertThat(of(seeds(Double.NaN, Double.NaN), SURE).sentence())
                .isEqualTo(
                        "The data do not show whether CBAM helps: F1 (COVID) at epoch 30 is not"
                                + " defined for both networks on any of the 2 seeds.");
    }

    @Test
    void judgesSeveralAttentionsTogetherAndSaysSo() {
        double[] differences = {0.01, 0.02, 0.03, 0.04, 0.05};
        PairedDifference alone = seeds(differences);
        assertThat(of(alone, SURE).answer()).isEqualTo(Answer.HELPS);
        // t of 0.025 / 7 is 5.06751 (SciPy): 5.06751 * 0.0158114 / sqrt(5) = 0.0358327
        PairedDifference oneOfSeven =
                PairedDifference.of(Repeat.SEED, new double[5], differences, 0, 7, Interval.SHARE);
        assertThat(of(oneOfSeven, SURE))
                .isEqualTo(
                        new Verdict(
                                Answer.CANNOT_BE_TOLD,
                                false,
                                // by SciPy, an effect of 1.897 at 0.05 / 7 needs 7, of 5 to 116
                                "The data do not show whether CBAM helps: the difference seen in F1"
                                        + " (COVID) at epoch 30, +3.0 points over these 5 seeds, is"
                                        + " within the noise (95 % interval -0.6 to 6.6,"
                                        + " simultaneous for 7 attentions); if the true effect"
                                        + " is the one observed, about 2 more seeds would"
                                        + " probably show it"
                                        + " (95 % interval 0 to 111)."));
        // 2.776445 / 4.242641 of the interval's half width: p 0.0132 by t, twice for one of two
        PairedDifference oneOfTwo =
                PairedDifference.of(Repeat.SEED, new double[5], differences, 0, 2, Interval.SHARE)
                        .withHolm(2 * 0.013236, 0.125);
        assertThat(of(oneOfTwo, SURE).sentence())
                .isEqualTo(
                        "On these 5 seeds CBAM raises F1 (COVID) at epoch 30 by 3.0 points"
                                + " (95 % interval 0.5 to 5.5, simultaneous for 2 attentions), p ="
                                + " 0.026 by Holm: it helps.");
    }

    @Test
    void saysWhereEarlyStoppingEnded() {
        Question stopped = new Question("cbam", Metric.F1, "COVID", new LastEpochs(3, 4));
        assertThat(Verdict.of(stopped, seeds(0.01, 0.02, 0.03, 0.04, 0.05), SURE, false).sentence())
                .startsWith(
                        "On these 5 seeds CBAM raises F1 (COVID) at the last epoch (3 to 4) by");
    }

    @Test
    void saysWhereOtherAnswersLeaveTheSameDifference() {
        assertThat(of(seeds(0, 0), SURE).sentence())
                .contains("is the same, 0.0 points, over these 2 seeds, so there is no noise");
    }

    @Test
    void countsTheSeedsThatLackAScore() {
        assertThat(of(seeds(0.01, Double.NaN, 0.02, 0.03, 0.04, 0.05), SURE).sentence())
                .startsWith("On these 5 seeds (1 more left out, without a score) CBAM raises");
    }

    @Test
    void namesNetworksAndMetricsInProse() {
        assertThat(NetworkSpec.title("crisscross")).isEqualTo("criss-cross attention");
        assertThat(NetworkSpec.title("nonlocal")).isEqualTo("non-local attention");
        assertThat(NetworkSpec.title("srm")).isEqualTo("SRM");
        assertThat(NetworkSpec.title("mine")).isEqualTo("mine");
        assertThat(DisplayName.ofMetric(Metric.MACRO_F1, "COVID")).isEqualTo("macro-F1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Question("cbam", Metric.LOSS, "COVID", new LastEpochs(1, 1)))
                .withMessageStartingWith("A verdict is in points, which the loss has not");
    }

    private static Verdict of(PairedDifference difference, PatientDifference patients) {
        return Verdict.of(CBAM, difference, patients, false);
    }

    private static PairedDifference seeds(double... differences) {
        return PairedDifference.ofSeeds(new double[differences.length], differences);
    }

    private static PatientDifference patients(double low, double high) {
        return new PatientDifference(0.03, new Interval(low, high), "patient", 50, 10_000, 1);
    }
}
