package io.ctattention.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.cli.Fixtures;
import io.ctattention.cli.PlainCommandLine;
import io.quarkus.test.junit.main.LaunchResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands import and export. */
class WeightsTest {

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"npz", "safetensors"})
    void exportedWeightsComeBackAsTheSameModel(String format) throws IOException {
        Path model = Fixtures.cbam(folder.resolve("model"));
        Path file = folder.resolve("weights." + format);
        LaunchResult exported = PlainCommandLine.run("export", model.toString(), file.toString());
        assertThat(exported.exitCode()).isZero();
        assertThat(exported.getOutput()).contains("25 weights of a cbam network");

        Path back = folder.resolve("back");
        String[] words = {
            "import", file + "", "--network", "cbam", "--size", "36", "-o", back.toString()
        };
        assertThat(PlainCommandLine.run(words).exitCode()).isZero();
        assertThat(back.resolve("ct-attention-0000.params"))
                .hasSameBinaryContentAs(model.resolve("ct-attention-0000.params"));

        LaunchResult again = PlainCommandLine.run(words);
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.getErrorOutput()).contains("--force");
        words[1] = folder.resolve("weights." + format).toString();
        String[] forced = Arrays.copyOf(words, words.length + 1);
        forced[words.length] = "--force";
        assertThat(PlainCommandLine.run(forced).exitCode()).isZero();
    }

    @Test
    void theClassesAreInTheOrderOfTheLogits() throws IOException {
        Path model = Fixtures.baseline(folder.resolve("model"));
        Path file = folder.resolve("weights.npz");
        PlainCommandLine.run("export", model.toString(), file.toString());
        Path renamed = folder.resolve("renamed");
        LaunchResult result =
                PlainCommandLine.run(
                        "import",
                        file.toString(),
                        "--network=baseline",
                        "--size=36",
                        "--classes=sick,healthy",
                        "-o",
                        renamed.toString());
        assertThat(result.getOutput()).contains("classes sick, healthy, positive class healthy");
        String card = Files.readString(renamed.resolve("model.json"));
        assertThat(card.replaceAll("\\s+", "")).contains("\"classes\":[\"sick\",\"healthy\"]");
    }

    @Test
    void weightsThatDoNotFitAndFoldersThatAreNoModelsAreRefused() throws IOException {
        Path model = Fixtures.baseline(folder.resolve("model"));
        Path file = folder.resolve("weights.npz");
        PlainCommandLine.run("export", model.toString(), file.toString());
        LaunchResult size =
                PlainCommandLine.run(
                        "import", file + "", "--network=baseline", "-o", folder.resolve("x") + "");
        assertThat(size.exitCode()).isEqualTo(1);
        assertThat(size.getErrorOutput()).contains("dense1.weight");

        Path precious = Files.createDirectory(folder.resolve("precious"));
        Files.writeString(precious.resolve("thesis.txt"), "do not lose");
        LaunchResult refused =
                PlainCommandLine.run(
                        "import",
                        file + "",
                        "--network=baseline",
                        "--size=36",
                        "--force",
                        "-o",
                        precious + "");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(precious.resolve("thesis.txt")).exists();
    }
}
