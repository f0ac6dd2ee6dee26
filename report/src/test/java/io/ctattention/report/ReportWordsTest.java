package io.ctattention.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.comparison.ComparisonReport;
import io.ctattention.comparison.PatientLeakage;
import io.ctattention.comparison.statistics.RepeatSummary;
import java.awt.image.BufferedImage;
import java.io.StringReader;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the text, the JSON document and the page say where numbers are few, absent or many. */
class ReportWordsTest {

    private static final List<String> CLASSES = List.of("COVID", "NonCOVID");
    private static final List<AttentionSpec> TWO = List.of(AttentionSpec.NONE, AttentionSpec.CBAM);
    private static final PatientLeakage LEAK = new PatientLeakage(0, 0, 0, 0, 100);

    @Test
    void tellsAfterWhichEpochsEarlyStoppingEnded() throws Exception {
        ComparisonReport report = report(made(TWO, 3, 12).stoppingAfter(n -> 3 + n % 2));

        assertThat(report.toText())
                .contains("3 seeds of at most 12 epochs; early stopping ended them after 3 to 4.")
                .contains("F1 (COVID) at the last epoch (3 to 4)")
                .containsPattern("network +last \\(3 to 4\\)")
                .contains("After the last epoch (3 to 4), in percent")
                .contains("F1 of COVID, last epoch")
                .doesNotContain("epoch 12", "0 seeds", "below -");
        assertThat(page(report))
                .contains("All scores after the last epoch (3 to 4)")
                .contains("early stopping ended them after 3 to 4")
                .contains("F1 (COVID), last epoch")
                .contains("heat map of its prediction after the last epoch (3 to 4)")
                .contains("last (3 to 4)")
                .doesNotContain("epoch 12", "of 12 epochs", "0 seeds");
        JsonObject json = json(report);
        assertThat(json.getAsJsonObject("setup").get("lastEpochs").toString())
                .isEqualTo("{\"least\":3,\"greatest\":4}");
        assertThat(json.getAsJsonObject("setup").getAsJsonArray("milestones")).isEmpty();
        JsonObject effect = json.getAsJsonArray("effects").get(0).getAsJsonObject();
        assertThat(effect.getAsJsonObject("f1ByClass").getAsJsonObject("COVID").get("mean"))
                .matches(JsonElement::isJsonPrimitive);
    }

    @Test
    void countsTheTrainingsThatReachedAnEpoch() {
        ComparisonReport report = report(made(TWO, 3, 30).stoppingAfter(n -> n == 0 ? 30 : 12));

        assertThat(report.setup().milestones()).containsExactly(10, 20, 30);
        assertThat(report.toText())
                .containsPattern("cbam +mean +\\S+ ± \\S+ +\\S+ \\(1 of 3\\) +\\S+ \\(1 of 3\\)")
                .contains("F1 at epoch 20 (1 of 3)")
                .contains("seeds of at most 30 epochs; early stopping ended them after 12 to 30.");
    }

    @Test
    void namesTheEpochWhereAllStoppedAtTheSame() {
        ComparisonReport report = report(made(TWO, 2, 12).stoppingAfter(n -> 4));

        assertThat(report.setup().milestones()).containsExactly(4);
        assertThat(report.toText())
                .contains("After epoch 4, in percent")
                .doesNotContain("epoch 12");
    }

    @Test
    void saysOfOneSeedWhatOneSeedCanSay() throws Exception {
        ComparisonReport report = report(made(TWO, 1, 1));

        assertThat(report.toText())
                .contains("1 seed of 1 epoch.")
                .contains("in percent: of 1 seed")
                .contains(
                        "F1 has no interval and no p: that takes two seeds in which F1 is defined"
                                + " for both networks, and there is one.")
                .contains("which is too small if a patient has several slices.")
                .doesNotContain(
                        "1 epochs", "1 seeds", "NaN", "give no p below", "several seeds", "±");
        assertThat(page(report))
                .contains("One seed gives no interval")
                .doesNotContain(
                        "1 seeds", "1 epochs", "NaN", "± 1 SD", "thick: mean", "◆", "dashed");
    }

    @Test
    void saysThatAnswersThatNeverChangeShowNothing() throws Exception {
        ComparisonReport report = report(made(TWO, 2, 10).constant("baseline"));
        String sentence =
                "On all 2 seeds the baseline gives every validation slice the same class (NonCOVID"
                        + " on seeds 1, 2): the slice does not change the answer, F1 is that of a"
                        + " constant answer, and the heat maps do not explain it.";

        assertThat(report.toText())
                .contains(sentence)
                .contains(
                        "Sanity check of the baseline (Adebayo et al. 2018): not possible, because"
                                + " every heat map is empty or uniform.")
                .doesNotContain("NaN");
        assertThat(page(report))
                .contains(sentence)
                .contains(
                        "Baseline answers NonCOVID for every slice: its heat maps and gates below"
                                + " do not explain the answer.")
                .contains("as for every slice")
                .doesNotContain("NaN");
        JsonObject json = json(report);
        JsonObject baseline = json.getAsJsonArray("networks").get(0).getAsJsonObject();
        assertThat(baseline.getAsJsonArray("cells").get(1).getAsJsonObject().get("constantAnswer"))
                .hasToString("\"NonCOVID\"");
        JsonObject sanity = json.getAsJsonObject("sanity").getAsJsonObject("baseline");
        assertThat(sanity.get("passed").isJsonNull()).isTrue();
        assertThat(sanity.getAsJsonObject("correlations").get("conv1").isJsonNull()).isTrue();
        assertThat(json.getAsJsonObject("sanity").getAsJsonObject("cbam").get("passed"))
                .hasToString("true");
        // CBAM is constant, too: then neither check says what was learned
        ComparisonReport both = report(made(TWO, 2, 10).constant("baseline", "cbam"));
        JsonObject cbam = json(both).getAsJsonObject("sanity").getAsJsonObject("cbam");
        assertThat(cbam.get("passed").isJsonNull()).isTrue();
        assertThat(cbam.getAsJsonObject("correlations").get("conv1")).hasToString("0.21");
        assertThat(both.toText())
                .contains(
                        "is 0.21, which says nothing here, because it gives every slice the same"
                                + " class.")
                .doesNotContain("show what was learned")
                .contains("with and without it every slice gets the same class");
    }

    @Test
    void saysWhatIsUndefinedOfOneClass() throws Exception {
        ComparisonReport report = report(made(TWO, 2, 10).ofOneClass());

        assertThat(page(report))
                .contains("AUROC, in percent: Baseline undefined, CBAM undefined.")
                .contains("no slices")
                .doesNotContain("NaN", "Baseline -");
        // F1 of a class without slices is none, and there is nothing to rank
        assertThat(report.toText())
                .containsPattern("always COVID +100.0 +- +100.0 +100.0 +- +100.0 +-")
                .doesNotContain("NaN");
        // all are COVID: whether an answer ever changes cannot be told
        assertThat(report(made(TWO, 2, 10).ofOneClass().constant("cbam")).constantAnswers())
                .isEmpty();
        json(report);
    }

    @Test
    void judgesSevenAttentionsTogether() throws Exception {
        List<AttentionSpec> all =
                Stream.of(AttentionSpec.Kind.values()).map(AttentionSpec::of).toList();
        ComparisonReport report = report(made(all, 3, 10));

        assertThat(report.effects()).hasSize(7);
        assertThat(report.effects())
                .allSatisfy(e -> assertThat(e.f1().comparisons()).isEqualTo(7))
                .allSatisfy(e -> assertThat(e.f1().holmTPValue()).isGreaterThan(e.f1().tPValue()));
        String together =
                "The 7 verdicts are given together: if no attention had an effect, at most 5 % of"
                        + " such comparisons would claim one (simultaneous intervals by Bonferroni,"
                        + " p by Holm).";
        assertThat(report.toText())
                .contains(together)
                .contains("paired by seed; intervals and p for all 7 attentions together")
                .contains("p by Holm")
                .contains("each interval has the level 99.29 % (Bonferroni; Dunn 1961)")
                // 7 * 2 / 2^3 is more than 1
                .contains("by Holm; 3 seeds give no p below 1.000, and too few resamples for an");
        assertThat(page(report)).contains(together).contains("p by Holm");
        assertThat(
                        json(report)
                                .getAsJsonArray("effects")
                                .get(6)
                                .getAsJsonObject()
                                .get("comparisons"))
                .hasToString("7");
    }

    @Test
    void saysThatFoldsAreNotIndependent() throws Exception {
        ComparisonReport report = report(made(TWO, 5, 10).overFolds());

        RepeatSummary own = report.networks().get(0).lastF1();
        RepeatSummary asSeeds = report(made(TWO, 5, 10)).networks().get(0).lastF1();
        // 18 slices validated and 425 trained on: sqrt(1/5 + 18/425) over sqrt(1/5) is 1.1008
        assertThat((own.interval().high() - own.mean()) / (asSeeds.interval().high() - own.mean()))
                .isCloseTo(1.1008, within(1e-4));
        assertThat(report.toText())
                .contains(
                        "corrected for the training slices that folds share (Nadeau and Bengio 2003)")
                .contains(
                        "There is no bootstrap and no sign-flip test: both assume independent"
                                + " repetitions, which folds are not.")
                .doesNotContain("sign-flip permutation", "several seeds");
        assertThat(page(report)).contains("widened because folds share training slices");
    }

    private static MadeUpReport made(List<AttentionSpec> attentions, int seeds, int epochs) {
        return new MadeUpReport(CLASSES, attentions, seeds, epochs, 18);
    }

    @Test
    void slicesOfUnknownPatientAreSaidToCountAsPatients() {
        String words = "If patients are resampled, too, each slice without one as a patient of its";

        assertThat(report(made(TWO, 2, 10), new PatientLeakage(0, 0, 0, 8, 100)).toText())
                .contains(words);
        assertThat(report(made(TWO, 2, 10)).toText())
                .contains("If patients are resampled, too, the difference in F1 is ");
    }

    private static ComparisonReport report(MadeUpReport made) {
        return report(made, LEAK);
    }

    private static ComparisonReport report(MadeUpReport made, PatientLeakage leakage) {
        return made.report(
                leakage, false, List.of(new BufferedImage(24, 16, BufferedImage.TYPE_BYTE_GRAY)));
    }

    private static String page(ComparisonReport report) throws Exception {
        String html = new ComparisonPage().html(report);
        ParsedPage.of(html); // well-formed
        return html.replace('\u00a0', ' ').replaceAll("data:image/png;base64,[^\"]*", "");
    }

    private static JsonObject json(ComparisonReport report) throws Exception {
        var reader = new JsonReader(new StringReader(report.toJson()));
        reader.setStrictness(Strictness.STRICT); // no NaN
        return JsonParser.parseReader(reader).getAsJsonObject();
    }
}
