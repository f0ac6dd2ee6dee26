package io.ctattention.cli.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.ctattention.cli.Fixtures;
import io.ctattention.cli.PlainCommandLine;
import io.quarkus.test.junit.main.LaunchResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands predict and explain. */
class AnswersTest {

    @TempDir Path folder;
    private Path slices;
    private Path model;

    @BeforeEach
    void writeSlicesAndModel() throws IOException {
        slices = Fixtures.slices(folder.resolve("slices"));
        model = Fixtures.cbam(folder.resolve("model"));
    }

    @Test
    void slicesAreClassifiedInATable() {
        LaunchResult result = PlainCommandLine.run("predict", model.toString(), slices.toString());
        assertThat(result.exitCode()).isZero();
        assertThat(result.getErrorStream())
                .containsExactly(
                        "Skipped in "
                                + slices
                                + ": 1 folder of masks (masks), 1 text file (manifest.csv)");
        assertThat(result.getOutputStream()).hasSize(13);
        assertThat(result.getOutputStream().get(0)).matches("file +prediction +probability");
        assertThat(result.getOutputStream().get(1))
                .matches(".*/COVID/phantom-00002.png +(Non)?COVID +[01]\\.\\d{4}");
    }

    @Test
    void oneBadFileIsReportedAndTheRestGoOn() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.png"), "no image");
        String good = Fixtures.slice(slices).toString();
        LaunchResult result =
                PlainCommandLine.run(
                        "predict", model.toString(), good, bad.toString(), "none.png", "--json");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.getErrorStream()).hasSize(2);
        JsonArray answers = Fixtures.json(result.getOutput()).getAsJsonArray();
        assertThat(answers).hasSize(3);
        JsonObject first = answers.get(0).getAsJsonObject();
        assertThat(first.keySet()).containsExactly("file", "prediction", "probabilities", "error");
        assertThat(first.get("file").getAsString()).isEqualTo(good);
        assertThat(first.get("error").isJsonNull()).isTrue();
        JsonObject p = first.getAsJsonObject("probabilities");
        assertThat(p.keySet()).containsExactly("NonCOVID", "COVID");
        double sum = p.get("NonCOVID").getAsDouble() + p.get("COVID").getAsDouble();
        assertThat(sum).isBetween(0.999999, 1.000001);
        for (int i = 1; i < 3; i++) {
            JsonObject failed = answers.get(i).getAsJsonObject();
            assertThat(failed.get("prediction").isJsonNull()).isTrue();
            assertThat(failed.get("probabilities").isJsonNull()).isTrue();
            assertThat(failed.get("error").getAsString()).contains(i == 1 ? "bad.png" : "none.png");
        }
    }

    @Test
    void theThresholdOfTheCardDecidesFromItOn() throws IOException {
        String slice = Fixtures.slice(slices).toString();
        double p =
                answer(PlainCommandLine.run("predict", model.toString(), slice, "--json"))
                        .getAsJsonObject("probabilities")
                        .get("COVID")
                        .getAsDouble();
        Path card = model.resolve("model.json");
        String half = Files.readString(card);
        for (double threshold : new double[] {p, Math.nextUp(p)}) {
            Files.writeString(
                    card, half.replace("\"threshold\": 0.5", "\"threshold\": " + threshold));
            String expected = threshold == p ? "COVID" : "NonCOVID";
            LaunchResult predict =
                    PlainCommandLine.run("predict", model.toString(), slice, "--json");
            assertThat(answer(predict).get("prediction").getAsString()).isEqualTo(expected);
            assertThat(predict.getErrorOutput())
                    .contains("a slice counts as COVID at a probability of " + threshold);
            LaunchResult explain =
                    PlainCommandLine.run(
                            "explain",
                            model.toString(),
                            slice,
                            "--json",
                            "-o",
                            folder.resolve("maps").toString());
            assertThat(answer(explain).get("prediction").getAsString()).isEqualTo(expected);
            assertThat(answer(explain).getAsJsonObject("heatMap").get("class").getAsString())
                    .isEqualTo(expected);
        }
    }

    private static JsonObject answer(LaunchResult result) throws IOException {
        return Fixtures.json(result.getOutput()).getAsJsonArray().get(0).getAsJsonObject();
    }

    @Test
    void aFolderWithoutImagesIsABadInput() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        LaunchResult result = PlainCommandLine.run("predict", model.toString(), empty.toString());
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.getOutput()).isEmpty();
        assertThat(result.getErrorStream())
                .containsExactly(empty + ": contains no PNG or JPEG file");
    }

    @Test
    void explanationsAreWrittenAndSlicesOfOneNameDoNotMeet() throws IOException {
        Path twin = Files.createDirectory(folder.resolve("twin")).resolve("phantom-00002.png");
        Files.copy(Fixtures.slice(slices), twin);
        Path out = folder.resolve("out");
        LaunchResult result =
                PlainCommandLine.run(
                        "explain",
                        model.toString(),
                        Fixtures.slice(slices).toString(),
                        twin.toString(),
                        "nothing.png",
                        "--class",
                        "COVID",
                        "--layer",
                        "attention",
                        "-o",
                        out.toString(),
                        "--json");
        assertThat(result.exitCode()).isEqualTo(3);
        for (String file :
                new String[] {
                    "phantom-00002-COVID-attention.png",
                    "phantom-00002-COVID-attention-raw.png",
                    "phantom-00002-COVID-attention.json",
                    "phantom-00002-COVID-attention-2.png"
                }) {
            assertThat(out.resolve(file)).isNotEmptyFile();
        }
        JsonArray answers = Fixtures.json(result.getOutput()).getAsJsonArray();
        assertThat(answers).hasSize(3);
        JsonObject first = answers.get(0).getAsJsonObject();
        assertThat(first.get("overlay").getAsString())
                .isEqualTo(out.resolve("phantom-00002-COVID-attention.png").toString());
        JsonObject map = first.getAsJsonObject("heatMap");
        assertThat(map.get("class").getAsString()).isEqualTo("COVID");
        assertThat(map.get("layer").getAsString()).isEqualTo("attention");
        assertThat(map.get("method").getAsString()).isEqualTo("gradcam");
        assertThat(map.getAsJsonArray("raw")).hasSize(5); // 36 -> 34, 17 -> 15, 7 -> 5
        assertThat(map.getAsJsonArray("scaled").get(0).getAsJsonArray()).hasSize(5);
        JsonObject failed = answers.get(2).getAsJsonObject();
        assertThat(failed.get("heatMap").isJsonNull()).isTrue();
        assertThat(failed.get("overlay").isJsonNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gradcam++", "hirescam", "layercam", "eigencam", "scorecam", "AblationCAM"})
    void everyMethodHasFilesOfItsOwn(String method) throws IOException {
        Path out = folder.resolve("out");
        LaunchResult result =
                PlainCommandLine.run(
                        "explain",
                        model.toString(),
                        Fixtures.slice(slices).toString(),
                        "--class",
                        "COVID",
                        "--method",
                        method,
                        "-o",
                        out.toString(),
                        "--json");
        assertThat(result.exitCode()).isZero();
        String word = method.toLowerCase(Locale.ROOT);
        for (String end : new String[] {".png", "-raw.png", ".json"}) {
            assertThat(out.resolve("phantom-00002-COVID-conv-" + word + end)).isNotEmptyFile();
        }
        JsonObject answer =
                Fixtures.json(result.getOutput()).getAsJsonArray().get(0).getAsJsonObject();
        JsonObject map = answer.getAsJsonObject("heatMap");
        assertThat(map.get("method").getAsString()).isEqualTo(word);
        assertThat(map.getAsJsonArray("raw")).hasSize(5);
    }

    @Test
    void whatCannotBeExplainedIsWrongUsage() throws IOException {
        Path baseline = Fixtures.baseline(folder.resolve("baseline"));
        String slice = Fixtures.slice(slices).toString();
        LaunchResult layer =
                PlainCommandLine.run("explain", baseline.toString(), slice, "--layer", "attention");
        assertThat(layer.exitCode()).isEqualTo(2);
        assertThat(layer.getErrorOutput())
                .contains(
                        "The network baseline has no attention after its last convolution; use the"
                                + " layer conv");

        LaunchResult name =
                PlainCommandLine.run("explain", model.toString(), slice, "--class", "Flu");
        assertThat(name.exitCode()).isEqualTo(2);
        assertThat(name.getErrorOutput()).contains("its classes are NonCOVID, COVID");
    }
}
