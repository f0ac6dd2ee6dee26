package io.ctattention.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.comparison.ComparisonReport;
import io.ctattention.comparison.Example;
import io.ctattention.comparison.NetworkResult;
import io.ctattention.comparison.PaperTable;
import io.ctattention.comparison.PatientLeakage;
import io.ctattention.comparison.statistics.RepeatSummary;
import io.ctattention.evaluation.Interval;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

class ComparisonPageTest {

    private static final PatientLeakage LEAK = new PatientLeakage(0.611, 0.648, 0.683, 0, 746);
    private static final PatientLeakage NO_LEAK = new PatientLeakage(0, 0, 0, 0, 746);
    private static final List<String> CLASSES = List.of("COVID", "NonCOVID");
    private static final ComparisonReport REPORT = report(CLASSES, LEAK, false);

    @Test
    void saysAtTheTopHowMuchTheSplitLeaks() throws Exception {
        ParsedPage page = page(REPORT);
        Element first = firstBlock(page);
        assertThat(first.getAttribute("class")).isEqualTo("warning");
        assertThat(first.getTextContent())
                .contains("64.8\u00a0% of the validation slices")
                .contains("from 61.1 to 68.3\u00a0%");
    }

    @Test
    void warnsOfNoLeakThatIsNotThere() throws Exception {
        ParsedPage page = page(report(CLASSES, NO_LEAK, false));
        assertThat(page.ofClass("warning")).isEmpty();
        assertThat(firstBlock(page).getTextContent())
                .isEqualTo("No validation slice shows a patient that was trained on.");
    }

    @Test
    void deniesNoLeakOfSlicesThatNameNoPatient() throws Exception {
        ParsedPage page = page(report(CLASSES, new PatientLeakage(0, 0, 0, 8, 16), false));
        assertThat(firstBlock(page).getTextContent())
                .isEqualTo(
                        "No validation slice is known to show a patient that was trained on, but 8 of the 16"
                                + " slices name no patient: whether the split leaks those is unknown.");
        assertThat(new PatientLeakage(0.25, 0.25, 0.25, 8, 16).sentence())
                .contains("at least 25.0 % of the validation slices")
                .endsWith("8 of the 16 slices name no patient, and may leak, too.");
        assertThat(new PatientLeakage(0, 0, 0, 16, 16).sentence())
                .isEqualTo(
                        "No slice names its patient: whether the split leaks patients is unknown.");
    }

    @Test
    void warnsOfPhantomsBeforeAnythingElse() throws Exception {
        ParsedPage page = page(report(CLASSES, NO_LEAK, true));
        assertThat(firstBlock(page).getAttribute("class")).isEqualTo("warning");
        assertThat(firstBlock(page).getTextContent()).contains("phantoms");
    }

    @Test
    void givesTheVerdictAboveEveryTable() throws Exception {
        ParsedPage page = page(REPORT);
        Element verdict = page.ofClass("verdict").get(0);
        assertThat(verdict.getTextContent().replace('\u00a0', ' '))
                .isEqualTo(REPORT.effects().get(0).verdict().sentence());
        assertThat(verdict.compareDocumentPosition(page.all("table").get(0)))
                .isEqualTo(Node.DOCUMENT_POSITION_FOLLOWING);
    }

    /**
     * Student's t at 0.975 with 1 degree of freedom is 12.706: 55 +- 12.706 * 5 is beyond both
     * ends.
     */
    @Test
    void putsEachNetworksF1BesideThePapers() throws Exception {
        ComparisonReport report =
                withF1(
                        REPORT,
                        RepeatSummary.of(Interval.SHARE, 0, 0.50, 0.60),
                        RepeatSummary.of(Interval.SHARE, 0, 0.7, 0.7));
        assertThat(page(report).rows("f1"))
                .containsExactly(
                        List.of("10", "55.0", "7.1", "62.58", "0.0 to 100.0", "50.0\u200260.0"),
                        List.of("20", "55.0", "7.1", "61.36", "0.0 to 100.0", "50.0\u200260.0"),
                        List.of("30", "55.0", "7.1", "57.36", "0.0 to 100.0", "50.0\u200260.0"),
                        List.of("10", "70.0", "0.0", "73.58", "-", "70.0\u200270.0"),
                        List.of("20", "70.0", "0.0", "74.62", "-", "70.0\u200270.0"),
                        List.of("30", "70.0", "0.0", "73.89", "-", "70.0\u200270.0"));
    }

    @Test
    void asksForNothingFromElsewhere() throws Exception {
        ParsedPage page = page(REPORT);
        assertThat(page.all("script")).isEmpty();
        assertThat(page.all("link")).isEmpty();
        assertThat(page.all("style").get(0).getTextContent())
                .doesNotContain("url(")
                .doesNotContain("@import");
        assertThat(page.all("img")).isNotEmpty();
        for (Element picture : page.all("img")) {
            assertThat(picture.getAttribute("src")).startsWith("data:image/png;base64,iVBORw0KGgo");
            assertThat(picture.getAttribute("alt")).isNotBlank();
        }
        for (Element link : page.all("a")) {
            String target = link.getAttribute("href");
            assertThat(target).startsWith("#");
            assertThat(page.byId(target.substring(1)).getTagName()).isEqualTo("section");
        }
    }

    @Test
    void drawsEveryPlotForLightAndForDark() throws Exception {
        ParsedPage page = page(REPORT);
        List<String> light = sources(page.ofClass("light"));
        List<String> dark = sources(page.ofClass("dark"));
        assertThat(light).hasSameSizeAs(dark).hasSize(7);
        Set<String> both = new HashSet<>(light);
        both.addAll(dark);
        assertThat(both).hasSize(14);
    }

    @Test
    void writesNamesAsTextWhateverTheyHold() throws Exception {
        ParsedPage page = page(report(List.of("<b>&", "\"Non\""), LEAK, false));
        List<String> heads =
                ParsedPage.all(page.ofClass("matrix").get(0), "th").stream()
                        .map(Element::getTextContent)
                        .toList();
        assertThat(heads).contains("<b>&", "\"Non\"");
    }

    @Test
    void saysInWordsWhatTheBordersSay() throws Exception {
        ParsedPage page = page(REPORT);
        List<Element> answers = page.ofClass("answer");
        List<Example.Answer> expected =
                REPORT.examples().stream().flatMap(e -> e.answers().stream()).toList();
        assertThat(answers).hasSameSizeAs(expected);
        for (int i = 0; i < answers.size(); i++) {
            boolean correct = expected.get(i).correct();
            assertThat(answers.get(i).getAttribute("class"))
                    .isEqualTo(correct ? "answer right" : "answer wrong");
            assertThat(answers.get(i).getTextContent())
                    .contains(correct ? "✓ right" : "✗ wrong")
                    .contains(expected.get(i).prediction());
        }
    }

    @Test
    void showsTheCommandAndTheFingerprint() throws Exception {
        assertThat(page(REPORT).byId("origin").getTextContent())
                .contains(REPORT.setup().command())
                .contains(REPORT.setup().fingerprint())
                .contains("0.35.1");
    }

    @Test
    void isWhatAComparisonWritesAsItsPage(@TempDir Path folder) throws Exception {
        REPORT.write(folder);

        String written = Files.readString(folder.resolve("comparison.html"));
        assertThat(written.equals(html(REPORT))).isTrue(); // megabytes of pictures
    }

    private static ParsedPage page(ComparisonReport report) throws Exception {
        return ParsedPage.of(html(report));
    }

    private static String html(ComparisonReport report) {
        return new ComparisonPage().html(report);
    }

    private static Element firstBlock(ParsedPage page) {
        return (Element) page.all("header").get(0).getFirstChild();
    }

    @Test
    void textNumbersAndPlotsAreTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        String text = REPORT.toText();
        String json = REPORT.toJson();
        String html = html(REPORT);
        Locale.setDefault(Locale.forLanguageTag("fa-IR"));
        try {
            assertThat(REPORT.toText()).isEqualTo(text);
            assertThat(REPORT.toJson()).isEqualTo(json);
            assertThat(html(REPORT).equals(html)).isTrue(); // megabytes of pictures
        } finally {
            Locale.setDefault(before);
        }
    }

    private static List<String> sources(List<Element> pictures) {
        return pictures.stream().map(picture -> picture.getAttribute("src")).toList();
    }

    private static ComparisonReport report(
            List<String> classes, PatientLeakage leakage, boolean phantom) {
        BufferedImage picture = new BufferedImage(24, 16, BufferedImage.TYPE_BYTE_GRAY);
        picture.getRaster().setSample(7, 5, 0, 200);
        return new MadeUpReport(classes, List.of(AttentionSpec.NONE, AttentionSpec.CBAM), 2, 30, 18)
                .report(leakage, phantom, List.of(picture, picture, picture));
    }

    private static ComparisonReport withF1(ComparisonReport report, RepeatSummary... f1) {
        List<NetworkResult> networks = new ArrayList<>();
        for (int i = 0; i < f1.length; i++) {
            NetworkResult made = report.networks().get(i);
            Map<Integer, RepeatSummary> byEpoch = new LinkedHashMap<>();
            for (int epoch : PaperTable.EPOCHS) {
                byEpoch.put(epoch, f1[i]);
            }
            networks.add(
                    new NetworkResult(
                            made.network(),
                            made.parameters(),
                            made.runs(),
                            byEpoch,
                            made.f1ByClass(),
                            made.metrics(),
                            made.confusionMatrix(),
                            made.focus(),
                            made.secondsPerEpoch()));
        }
        return new ComparisonReport(
                report.setup(),
                report.leakage(),
                report.audit(),
                report.constantBaseline(),
                networks,
                report.effects(),
                report.sanity(),
                report.examples());
    }
}
