package io.ctattention.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.cli.Fixtures;
import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainLauncher;
import io.quarkus.test.junit.main.QuarkusMainTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands import and export. */
@QuarkusMainTest
class WeightsTest {

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"npz", "safetensors"})
    void exportedWeightsComeBackAsTheSameModel(String format, QuarkusMainLauncher launcher)
            throws IOException {
        Path model = Fixtures.cbam(folder.resolve("model"));
        Path file = folder.resolve("weights." + format);
        LaunchResult exported = launcher.launch("export", model.toString(), file.toString());
        assertThat(exported.exitCode()).isZero();
        assertThat(exported.getOutput()).contains("25 weights of a cbam network");

        Path back = folder.resolve("back");
        String[] words = {
            "import", file + "", "--network", "cbam", "--size", "36", "-o", back.toString()
        };
        assertThat(launcher.launch(words).exitCode()).isZero();
        assertThat(back.resolve("ct-attention-0000.params"))
                .hasSameBinaryContentAs(model.resolve("ct-attention-0000.params"));

        LaunchResult again = launcher.launch(words);
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.getErrorOutput()).contains("--force");
        words[1] = folder.resolve("weights." + format).toString();
        String[] forced = Arrays.copyOf(words, words.length + 1);
        forced[words.length] = "--force";
        assertThat(launcher.launch(forced).exitCode()).isZero();
    }

    @Test
    void theClassesAreInTheOrderOfTheLogits(QuarkusMainLauncher launcher) throws IOException {
        Path model = Fixtures.baseline(folder.resolve("model"));
        Path file = folder.resolve("weights.npz");
        launcher.launch("export", model.toString(), file.toString());
        Path renamed = folder.resolve("renamed");
        LaunchResult result =
                launcher.launch(
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
    void weightsThatDoNotFitAndFoldersThatAreNoModelsAreRefused(QuarkusMainLauncher launcher)
            throws IOException {
        Path model = Fixtures.baseline(folder.resolve("model"));
        Path file = folder.resolve("weights.npz");
        launcher.launch("export", model.toString(), file.toString());
        LaunchResult size =
                launcher.launch(
                        "import", file + "", "--network=baseline", "-o", folder.resolve("x") + "");
        assertThat(size.exitCode()).isEqualTo(1);
        assertThat(size.getErrorOutput()).contains("dense1.weight");

        Path precious = Files.createDirectory(folder.resolve("precious"));
        Files.writeString(precious.resolve("thesis.txt"), "do not lose");
        LaunchResult refused =
                launcher.launch(
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
