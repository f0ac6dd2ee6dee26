package io.ctattention.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.cli.Fixtures;
import io.ctattention.cli.PlainCommandLine;
import io.ctattention.cli.terminal.ExitCode;
import io.quarkus.test.junit.main.LaunchResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {

    @TempDir Path folder;
    private Path slices;

    @BeforeEach
    void writeSlices() throws IOException {
        slices = Fixtures.slices(folder.resolve("slices"));
    }

    private LaunchResult compare(String... more) {
        return PlainCommandLine.run(words(more));
    }

    private String[] words(String... more) {
        List<String> words =
                new ArrayList<>(List.of("compare", slices + "", "-o", folder.resolve("out") + ""));
        words.addAll(List.of("--size", "28", "--epochs", "2", "--batch-size", "4"));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    @Test
    void itTrainsEachNetworkWithEachSeedAndWritesTheResult() throws IOException {
        LaunchResult result = compare("--seeds", "2");

        assertThat(result.exitCode()).as(result.getErrorOutput()).isZero();
        assertThat(result.getOutput())
                .contains("phantoms: no number here says anything about patients")
                .containsPattern("patients: \\d+\\.\\d % of the validation slices")
                .contains("CBAM", "2 seeds", "always COVID", "energy in the lungs")
                .contains("page  " + folder.resolve("out/comparison.html"));
        assertThat(result.getErrorStream())
                .contains("4 runs of 2 epochs", "runs 4/4  cbam seed 2 is done")
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .matches(
                                                "runs 1/4  cbam seed 1  epoch 1/2  F1 \\S+ "
                                                        + " ETA \\d:\\d\\d:\\d\\d"));
        for (String file :
                List.of(
                        "comparison.html",
                        "comparison.txt",
                        "comparison.json",
                        "epochs.csv",
                        "slices.csv",
                        "cells/baseline-seed-1/last/model.json",
                        "cells/cbam-seed-2/history.csv")) {
            assertThat(folder.resolve("out").resolve(file)).isNotEmptyFile();
        }

        LaunchResult again = compare("--seeds", "2", "--json");
        assertThat(again.exitCode()).isZero();
        assertThat(again.getErrorStream())
                .contains("4 runs of 2 epochs, 4 of them already trained")
                .noneMatch(line -> line.contains("epoch 1/2"));
        var json = Fixtures.json(again.getOutput()).getAsJsonObject();
        assertThat(json.getAsJsonArray("networks")).hasSize(2);
        assertThat(json.getAsJsonObject("setup").get("protocol").getAsString()).isEqualTo("random");
        assertThat(json.getAsJsonObject("setup").get("command").getAsString())
                .contains("compare")
                .endsWith("--seeds 2 --json");
        assertThat(json.getAsJsonObject("leak").get("leaks").getAsBoolean()).isTrue();
        assertThat(Files.readString(folder.resolve("out/comparison.html")))
                .contains("This split leaks patients");
    }

    @Test
    void foldsAreOfPatientsAndLeakNone() throws IOException {
        LaunchResult result = compare("--folds=2", "--attention=se,none", "--json");

        assertThat(result.exitCode()).as(result.getErrorOutput()).isZero();
        var json = Fixtures.json(result.getOutput()).getAsJsonObject();
        assertThat(json.getAsJsonObject("setup").get("protocol").getAsString())
                .isEqualTo("patients");
        assertThat(json.getAsJsonObject("setup").get("repeat").getAsString()).isEqualTo("fold");
        assertThat(json.getAsJsonObject("leak").get("leaks").getAsBoolean()).isFalse();
        var effect = json.getAsJsonArray("effects").get(0).getAsJsonObject();
        assertThat(effect.get("network").getAsString()).isEqualTo("se");
        assertThat(effect.get("reference").getAsString()).isEqualTo("baseline");
    }

    @Test
    void wrongUsageIsNamed() {
        LaunchResult both = PlainCommandLine.run(words("--seeds=2", "--folds=2"));
        assertThat(both.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(both.getErrorOutput()).contains("--seeds and --folds cannot be used together");

        LaunchResult twice = PlainCommandLine.run(words("--attention=cbam,cbam"));
        assertThat(twice.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(twice.getErrorOutput())
                .contains("The networks are [cbam, cbam]; name each only once");

        LaunchResult unknown = PlainCommandLine.run(words("--attention=cbam,senet"));
        assertThat(unknown.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(unknown.getErrorOutput()).contains("senet", "crisscross");

        LaunchResult protocol = PlainCommandLine.run(words("--folds=2", "--protocol=split"));
        assertThat(protocol.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(protocol.getErrorOutput())
                .contains("Folds need the protocol patients; the protocol is split");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void anotherRecipeInTheSameFolderIsRefused() {
        assertThat(compare("--seeds=1", "--attention=none").exitCode()).isZero();

        LaunchResult other = compare("--seeds=1", "--attention=none", "--learning-rate=0.1");
        assertThat(other.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(other.getErrorOutput())
                .contains("baseline-seed-1", "the learning rate was 0.001 and is now 0.1")
                .doesNotContain("\tat ");
    }
}
