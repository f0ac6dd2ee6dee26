package io.ctattention.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import io.quarkus.test.junit.main.LaunchResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What people name on the command line: odd files, their own results, nothing at all. */
class InputsTest {

    @TempDir Path folder;
    private Path data;
    private Path model;

    /** Class folders without a manifest, and a model. */
    @BeforeEach
    void writeSlicesAndModel() throws IOException {
        data = Fixtures.slices(folder.resolve("data"));
        Files.delete(data.resolve("manifest.csv"));
        model = Fixtures.baseline(folder.resolve("model"));
    }

    private LaunchResult train(Path run) {
        return PlainCommandLine.run(
                "train",
                data.toString(),
                "-o",
                run.toString(),
                "--network=baseline",
                "--size=36",
                "--epochs=1",
                "--batch-size=4");
    }

    private void addOddFiles() throws IOException {
        Path slice = Fixtures.slice(data);
        Files.copy(slice, data.resolve("NonCOVID/odd.jfif"));
        Files.writeString(data.resolve("NonCOVID/notes.txt"), "Words.");
    }

    @Test
    void slicesOfAnyNameCountAndWhatIsNoneIsNamedByEveryCommand() throws IOException {
        addOddFiles();
        String leftOut = "1 text file (NonCOVID/notes.txt)";
        LaunchResult trained = train(folder.resolve("run"));
        assertThat(trained.exitCode()).isZero();
        assertThat(trained.getOutput()).contains("13 slices (7 NonCOVID, 6 COVID)");
        LaunchResult predicted =
                PlainCommandLine.run("predict", model.toString(), data.toString(), "--json");
        assertThat(predicted.exitCode()).isZero();
        assertThat(Fixtures.json(predicted.getOutput()).getAsJsonArray()).hasSize(13);
        LaunchResult evaluated = PlainCommandLine.run("evaluate", model + "", data + "");
        LaunchResult audited = PlainCommandLine.run("dataset", "audit", data.toString());
        assertThat(audited.getOutput()).contains("Slices: 13", "Files skipped: 1");
        for (LaunchResult result : List.of(trained, predicted, evaluated, audited)) {
            assertThat(result.getErrorOutput()).contains("Skipped in " + data + ": ", leftOut);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkToNothingFailsAndTheRestGoOnButNothingIsTrained() throws IOException {
        Path link = data.resolve("COVID/zz.png");
        Files.createSymbolicLink(link, folder.resolve("gone"));
        String fault = link + ": is a broken link";
        LaunchResult predicted =
                PlainCommandLine.run("predict", model.toString(), data.toString(), "--json");
        assertThat(predicted.exitCode()).isEqualTo(3);
        JsonArray answers = Fixtures.json(predicted.getOutput()).getAsJsonArray();
        assertThat(answers).hasSize(13);
        assertThat(answers.get(6).getAsJsonObject().get("error").getAsString()).startsWith(fault);
        LaunchResult trained = train(folder.resolve("run"));
        assertThat(trained.exitCode()).isEqualTo(1);
        assertThat(trained.getErrorOutput())
                .contains("1 of 13 slices cannot be read; repair or remove them:\n  " + fault);
    }

    @Test
    void resultsWithinTheDataAreNeverSlices() {
        assertThat(train(data.resolve("runs")).exitCode()).isZero();
        LaunchResult again = train(data.resolve("COVID/runs"));
        assertThat(again.exitCode()).isZero();
        assertThat(again.getOutput()).contains("12 slices (6 NonCOVID, 6 COVID)");
        assertThat(again.getErrorOutput()).contains("1 folder of results (runs)");

        Path maps = data.resolve("NonCOVID/maps");
        LaunchResult explained =
                PlainCommandLine.run("explain", model + "", data + "", "-o", maps.toString());
        assertThat(explained.exitCode()).isZero();
        assertThat(explained.getErrorOutput()).contains("2 folders of results (COVID/runs, runs)");
        LaunchResult predicted = PlainCommandLine.run("predict", model.toString(), data.toString());
        assertThat(predicted.getOutputStream()).hasSize(13);
        assertThat(predicted.getErrorOutput())
                .contains("3 folders of results (COVID/runs, NonCOVID/maps, runs)");
    }

    @Test
    void whatHoldsSlicesTakesNoResults() throws IOException {
        Path covid = data.resolve("COVID");
        String slice = Fixtures.slice(data).toString();
        for (LaunchResult result :
                List.of(
                        train(data),
                        train(covid),
                        PlainCommandLine.run("explain", model + "", slice, "-o", covid.toString()),
                        PlainCommandLine.run("compare", data.toString(), "-o", data.toString()),
                        PlainCommandLine.run("demo", "-o", data.toString()))) {
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.getErrorOutput())
                    .contains(
                            "holds slices, such as ", "choose a folder without slices for results");
        }
        for (LaunchResult result :
                List.of(
                        PlainCommandLine.run("dataset", "split", data + "", "-o", slice, "--force"),
                        PlainCommandLine.run("evaluate", model + "", data + "", "--csv", slice))) {
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.getErrorOutput()).contains(slice + ": is an image; choose another");
        }
        assertThat(data).isDirectoryNotContaining("glob:**/.ct-attention*");
        assertThat(covid.toFile().list()).hasSize(6);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void oneOutputThatCannotBeWrittenCostsThatOne() throws IOException {
        Path slice = Fixtures.slice(data);
        // Its overlay has a name that can be, 255 bytes; its raw map has not.
        Path name = data.resolve("NonCOVID/" + "n".repeat(240) + ".png");
        Files.copy(slice, name);
        Path maps = folder.resolve("maps");
        LaunchResult result =
                PlainCommandLine.run(
                        "explain",
                        model.toString(),
                        name.toString(),
                        slice.toString(),
                        "--class=COVID",
                        "--json",
                        "-o",
                        maps.toString());
        assertThat(result.exitCode()).isEqualTo(3);
        JsonArray answers = Fixtures.json(result.getOutput()).getAsJsonArray();
        assertThat(answers.get(0).getAsJsonObject().get("error").getAsString())
                .startsWith(name + ": cannot write the explanation: ");
        assertThat(answers.get(0).getAsJsonObject().get("overlay").isJsonNull()).isTrue();
        assertThat(answers.get(1).getAsJsonObject().get("error").isJsonNull()).isTrue();
        assertThat(result.getErrorStream()).hasSize(1);
        try (var files = Files.list(maps)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            ".ct-attention-results",
                            ".ct-attention.lock",
                            "phantom-00002-COVID-conv.png",
                            "phantom-00002-COVID-conv-raw.png",
                            "phantom-00002-COVID-conv.json");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void noNameReachesTheTerminalWithControlCharacters() throws IOException {
        Path slice = Fixtures.slice(data);
        Files.copy(slice, data.resolve("COVID/a\u001b]0;title\u0007.png"));
        Files.copy(slice, data.resolve("COVID/b\nforged.png"));
        Files.writeString(data.resolve("COVID/c\u001b[2J\n.png"), "Words.");
        Files.writeString(data.resolve("COVID/d\u001b[8m\n.txt"), "Words.");
        LaunchResult predicted = PlainCommandLine.run("predict", model.toString(), data.toString());
        LaunchResult evaluated = PlainCommandLine.run("evaluate", model + "", data + "");
        LaunchResult audited = PlainCommandLine.run("dataset", "audit", data.toString());
        LaunchResult trained = train(folder.resolve("run"));
        Files.writeString(data.resolve("manifest.csv"), "file,label\n\"e\u001b[2J\n.png\",COVID\n");
        LaunchResult manifest = train(folder.resolve("run"));
        for (LaunchResult result : List.of(predicted, evaluated, audited, trained, manifest)) {
            assertThat(result.getOutput() + result.getErrorOutput()).doesNotContain("\u001b");
            assertThat(result.getOutputStream())
                    .noneMatch(line -> line.startsWith("forged") || line.startsWith(".png"));
            assertThat(result.getErrorStream()).noneMatch(line -> line.startsWith("."));
        }
        assertThat(predicted.getOutput())
                .contains("a\\u001b]0;title\\u0007.png", "b\\u000aforged.png");
        assertThat(predicted.getErrorOutput())
                .contains("c\\u001b[2J\\u000a.png: is a text file", "d\\u001b[8m\\u000a.txt");
        assertThat(evaluated.getOutput()).contains("c\\u001b[2J\\u000a.png: is a text file");
        assertThat(evaluated.getErrorOutput()).contains("c\\u001b[2J\\u000a.png: is a text file");
        assertThat(audited.getOutput()).contains("c\\u001b[2J\\u000a.png: is a text file");
        assertThat(trained.getErrorOutput()).contains("c\\u001b[2J\\u000a.png: is a text file");
        assertThat(manifest.getErrorOutput()).contains("e\\u001b[2J\\u000a.png does not exist");

        LaunchResult json =
                PlainCommandLine.run(
                        "predict", model.toString(), data.toString() + "/COVID", "--json");
        assertThat(Fixtures.json(json.getOutput()).getAsJsonArray())
                .extracting(answer -> answer.getAsJsonObject().get("file").getAsString())
                .contains(data + "/COVID/a\u001b]0;title\u0007.png", data + "/COVID/b\nforged.png");
    }
}
