package io.ctattention.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.ctattention.model.Decision;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationReportTest {

    /** COVID: TP 3, FN 1, FP 1, TN 3. */
    private static final List<SlicePrediction> EIGHT =
            List.of(
                    Slices.slice("a.png", "p1", "COVID", 0.95),
                    Slices.slice("b.png", "p1", "COVID", 0.75),
                    Slices.slice("c.png", "p2", "COVID", 0.65),
                    Slices.slice("d.png", "p2", "COVID", 0.25),
                    Slices.slice("e.png", "p3", "NonCOVID", 0.75),
                    Slices.slice("f.png", "p3", "NonCOVID", 0.25),
                    Slices.slice("g.png", "p4", "NonCOVID", 0.15),
                    Slices.slice("h.png", null, "NonCOVID", 0.05));

    @TempDir private Path folder;

    @Test
    void writesTheAgreedJson() {
        JsonObject json = parse(report(EIGHT));
        assertThat(json.keySet())
                .containsExactly(
                        "slices",
                        "slicesWithoutPatient",
                        "positiveClass",
                        "threshold",
                        "confusionMatrix",
                        "metrics",
                        "perClass",
                        "constantBaseline",
                        "constantAnswer",
                        "fingerprint",
                        "classes",
                        "intervals",
                        "phantom",
                        "notes",
                        "errors");
        assertThat(json.get("slices").getAsInt()).isEqualTo(8);
        assertThat(json.get("positiveClass").getAsString()).isEqualTo("COVID");
        assertThat(json.get("fingerprint").getAsString()).isEqualTo("sha256:0123");
        assertThat(json.get("phantom").getAsBoolean()).isTrue();
        assertThat(json.getAsJsonObject("confusionMatrix").toString())
                .isEqualTo("{\"classes\":[\"COVID\",\"NonCOVID\"],\"counts\":[[3,1],[1,3]]}");
        assertThat(json.get("notes").toString()).isEqualTo("[\"two views\"]");
        assertThat(json.get("errors").toString())
                .isEqualTo("[{\"file\":\"i.png\",\"error\":\"no image\"}]");
        assertThat(json.getAsJsonObject("constantBaseline").get("COVID").toString())
                .matches(
                        "\\{\"accuracy\":0.5,\"f1\":0.6666\\d+,\"macroF1\":0.3333\\d+,\"balancedAccuracy\":0.5}");
    }

    /**
     * The expected file was written when the JSON was still built field by field; numbers are
     * compared to nine digits, as the last ones are the processor's.
     */
    @Test
    void writesTheJsonOfEarlierVersions() throws IOException {
        String expected;
        try (InputStream in = EvaluationReportTest.class.getResourceAsStream("reports.json")) {
            expected = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(rounded(bothJson())).isEqualTo(rounded(expected));
    }

    private static String bothJson() {
        return report(EIGHT).toJson() + "\n" + report(EIGHT.subList(0, 2)).toJson() + "\n";
    }

    private static String rounded(String json) {
        return Pattern.compile("-?\\d+\\.\\d+(E-?\\d+)?")
                .matcher(json)
                .replaceAll(n -> new BigDecimal(n.group()).round(new MathContext(9)).toString());
    }

    @Test
    void writesEveryMetricWithItsInterval() {
        JsonObject json = parse(report(EIGHT));
        JsonObject metrics = json.getAsJsonObject("metrics");
        assertThat(metrics.keySet())
                .containsExactly(
                        "accuracy",
                        "balancedAccuracy",
                        "macroF1",
                        "auroc",
                        "averagePrecision",
                        "loss",
                        "brier",
                        "ece",
                        "mcc");
        assertThat(metrics.getAsJsonObject("accuracy").keySet())
                .containsExactly("value", "low", "high");
        assertThat(number(metrics, "accuracy")).isEqualTo(0.75);
        assertThat(number(metrics, "mcc")).isEqualTo(0.5); // (9 - 1) / 16
        assertThat(number(metrics, "auroc")).isEqualTo(0.8125); // 4 + 3.5 + 3 + 2.5 of 16
        JsonObject covid = json.getAsJsonObject("perClass").getAsJsonObject("COVID");
        assertThat(covid.keySet())
                .containsExactly("f1", "precision", "recall", "specificity", "support");
        assertThat(number(covid, "specificity")).isEqualTo(0.75);
        assertThat(covid.get("support").getAsInt()).isEqualTo(4);
        JsonObject intervals = json.getAsJsonObject("intervals");
        assertThat(intervals.get("method").getAsString()).isEqualTo("percentile bootstrap");
        assertThat(intervals.get("level").getAsDouble()).isEqualTo(0.95);
        assertThat(intervals.get("resamples").getAsInt()).isEqualTo(2000);
        assertThat(intervals.get("unit").getAsString()).isEqualTo("patient");
        assertThat(intervals.get("units").getAsInt()).isEqualTo(5);
        assertThat(intervals.get("seed").getAsLong()).isEqualTo(1);
        JsonObject defined = intervals.getAsJsonObject("definedResamples");
        assertThat(defined.getAsJsonObject("metrics").get("accuracy").getAsInt()).isEqualTo(2000);
        assertThat(defined.getAsJsonObject("metrics").get("auroc").getAsInt()).isLessThan(2000);
        assertThat(defined.getAsJsonObject("perClass").keySet())
                .containsExactly("COVID", "NonCOVID");
    }

    @Test
    void writesNullAndAReasonForWhatIsUndefined() {
        JsonObject json = parse(report(List.of(EIGHT.get(0), EIGHT.get(1))));
        assertThat(json.getAsJsonObject("metrics").get("auroc").toString())
                .isEqualTo(
                        "{\"value\":null,\"low\":null,\"high\":null,\"reason\":\"needs slices of COVID and of another class\"}");
        JsonObject other = json.getAsJsonObject("perClass").getAsJsonObject("NonCOVID");
        assertThat(reason(other, "precision")).isEqualTo("no slice was predicted as NonCOVID");
        assertThat(reason(other, "recall")).isEqualTo("no slice of class NonCOVID");
        assertThat(reason(other, "f1")).isEqualTo("no slice of class NonCOVID, true or predicted");
        JsonObject covid = json.getAsJsonObject("perClass").getAsJsonObject("COVID");
        assertThat(reason(covid, "specificity")).isEqualTo("every slice is of class COVID");
    }

    @Test
    void namesTheThresholdThatDecidedWhereItIsNotOneHalf() {
        EvaluationReport report =
                EvaluationReport.of(
                        Slices.CLASSES,
                        "COVID",
                        0.75,
                        List.of(
                                new SlicePrediction(
                                        "a", null, "COVID", new double[] {0.75, 0.25}, "COVID"),
                                new SlicePrediction(
                                        "b", null, "COVID", new double[] {0.7, 0.3}, "NonCOVID")),
                        null,
                        false,
                        List.of(),
                        List.of(),
                        EvaluationOptions.WITHOUT_INTERVALS);
        assertThat(report.confusionMatrix().counts()[0]).containsExactly(1, 1);
        assertThat(parse(report).get("threshold").getAsDouble()).isEqualTo(0.75);
        assertThat(report.toText())
                .contains(
                        "\n"
                                + "threshold       0.75: a slice counts as COVID at this"
                                + " probability or more\n");
        assertThat(report(EIGHT).toText()).doesNotContain("threshold");
    }

    @Test
    void namesTheMethodOfAnIntervalThatIsNoBootstrapInterval() {
        EvaluationReport right = report(List.of(EIGHT.get(0), EIGHT.get(2), EIGHT.get(5)));
        JsonObject recall =
                parse(right)
                        .getAsJsonObject("perClass")
                        .getAsJsonObject("COVID")
                        .getAsJsonObject("recall");
        assertThat(recall.get("method").getAsString()).isEqualTo("Wilson, 2 patients");
        assertThat(right.toText())
                .containsPattern(
                        "\nrecall COVID +1.0000 +0.3424 to 1.0000 \\(Wilson, 2 patients\\)\n");
    }

    @Test
    void saysThatAnAnswerThatNeverChangesRestsOnNoSlice() {
        List<SlicePrediction> same =
                List.of(
                        Slices.slice("a.png", "p1", "COVID", 0.4),
                        Slices.slice("b.png", "p2", "NonCOVID", 0.3));
        assertThat(parse(report(same)).get("constantAnswer").getAsString()).isEqualTo("NonCOVID");
        assertThat(report(same).toText())
                .contains(
                        "All 2 slices get the answer NonCOVID: the slice does not change the"
                                + " answer, and no heat map explains it.");
        assertThat(parse(report(EIGHT)).get("constantAnswer").isJsonNull()).isTrue();
        // of one class alone it cannot be told
        assertThat(report(List.of(EIGHT.get(0), EIGHT.get(1))).constantAnswer()).isEmpty();
    }

    @Test
    void printsAnAlignedTable() {
        String text = report(EIGHT).toText();
        assertThat(text.lines())
                .startsWith(
                        "phantom slices: these numbers say nothing about patients",
                        "slices          8",
                        "patients        4 (slices of unknown patient: 1)",
                        "positive class  COVID",
                        "fingerprint     sha256:0123",
                        "",
                        "true \\ predicted  COVID  NonCOVID",
                        "COVID                 3         1",
                        "NonCOVID              1         3")
                .contains(
                        "COVID (positive)              0.5000  0.6667   0.3333",
                        "Slices of unknown patient, 1 here, are resampled one by one; if they share"
                                + " patients, the intervals are too narrow.",
                        "Note: two views",
                        "Not measured: i.png: no image");
        assertThat(text)
                .containsPattern(
                        "\nf1 COVID \\(positive\\) +0.7500 +\\d+  0.\\d{4} to \\d.\\d{4}\n")
                .containsPattern("\nf1 NonCOVID \\(positive: COVID\\) +0.7500 ")
                .containsPattern("\nmacroF1, their mean \\(positive: COVID\\) +0.7500 ");
        assertThat(text.lines()).allMatch(line -> line.equals(line.stripTrailing()));
    }

    @Test
    void quotesOddNamesInCsv() throws IOException {
        String odd = "böse, \"Datei\"\n1.png";
        List<SlicePrediction> slices = new ArrayList<>(EIGHT);
        slices.add(Slices.slice(odd, "#p, 9", "COVID", 0.125));
        Path file = folder.resolve("slices.csv");
        report(slices).writeCsv(file);
        assertThat(Files.readAllLines(file))
                .startsWith(
                        "file,patient,label,probability,prediction,p_COVID,p_NonCOVID",
                        "a.png,p1,COVID,0.95,COVID,0.95," + (1 - 0.95));
        try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, CSVFormat.RFC4180)) {
            List<CSVRecord> records = parser.getRecords();
            assertThat(records).hasSize(10);
            assertThat(records.get(8).get(1)).isEmpty();
            assertThat(records.get(9).toList())
                    .containsExactly(odd, "#p, 9", "COVID", "0.125", "NonCOVID", "0.125", "0.875");
        }
    }

    @Test
    void refusesASliceThatDoesNotFitByItsName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> report(List.of(Slices.slice("x.png", null, "Flu", 0.5))))
                .withMessage("x.png: label Flu is not one of the classes [COVID, NonCOVID]");
        double[] nearly = {0.6, 0.4};
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                report(
                                        List.of(
                                                new SlicePrediction(
                                                        "x.png",
                                                        null,
                                                        "COVID",
                                                        nearly,
                                                        "NonCOVID"))))
                .withMessage(
                        "x.png: the prediction is NonCOVID, but the probabilities [0.6, 0.4] and the threshold 0.5 make it COVID");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                report(
                                        List.of(
                                                new SlicePrediction(
                                                        "x.png",
                                                        null,
                                                        "COVID",
                                                        new double[] {1},
                                                        "COVID"))))
                .withMessage("x.png: 1 probabilities for 2 classes [COVID, NonCOVID]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Slices.slice("x.png", null, "COVID", 1.5))
                .withMessage("x.png: probability 1.5 is not in [0, 1]; are these logits?");
        assertThatNullPointerException()
                .isThrownBy(() -> Slices.slice("x.png", null, null, 0.5))
                .withMessage("x.png has no label");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> report(List.of()))
                .withMessage("There are no slices to score");
    }

    private static EvaluationReport report(List<SlicePrediction> slices) {
        return EvaluationReport.of(
                Slices.CLASSES,
                "COVID",
                Decision.HALF,
                slices,
                "sha256:0123",
                true,
                List.of("two views"),
                List.of(new SliceError("i.png", "no image")),
                EvaluationOptions.DEFAULT);
    }

    private static JsonObject parse(EvaluationReport report) {
        return JsonParser.parseString(report.toJson()).getAsJsonObject();
    }

    private static double number(JsonObject object, String name) {
        return object.getAsJsonObject(name).get("value").getAsDouble();
    }

    private static String reason(JsonObject object, String name) {
        assertThat(object.getAsJsonObject(name).get("value").isJsonNull()).isTrue();
        return object.getAsJsonObject(name).get("reason").getAsString();
    }
}
