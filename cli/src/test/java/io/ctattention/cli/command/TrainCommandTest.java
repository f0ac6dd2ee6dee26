package io.ctattention.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.cli.Fixtures;
import io.ctattention.cli.PlainCommandLine;
import io.quarkus.test.junit.main.LaunchResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {

    @TempDir Path folder;
    private Path slices;

    @BeforeEach
    void writeSlices() throws IOException {
        slices = Fixtures.slices(folder.resolve("slices"));
    }

    private LaunchResult train(String run, String... more) {
        List<String> words =
                new ArrayList<>(
                        List.of("train", slices.toString(), "-o", folder.resolve(run).toString()));
        words.addAll(List.of(more));
        return PlainCommandLine.run(words.toArray(String[]::new));
    }

    private LaunchResult small(String run, String... more) {
        List<String> words =
                new ArrayList<>(List.of("--size", "36", "--epochs", "2", "--batch-size", "4"));
        words.addAll(List.of(more));
        return train(run, words.toArray(String[]::new));
    }

    @Test
    void aRunSaysWhatItDoesAndLeavesModelsAndHistory() {
        LaunchResult result = small("run", "--network", "cbam");

        assertThat(result.exitCode()).isZero();
        assertThat(result.getOutput())
                .contains("12 slices (6 NonCOVID, 6 COVID), positive class COVID")
                .containsPattern("split, as published: \\d+ train, \\d+ val, \\d+ test")
                .contains("phantoms: no number here says anything about patients")
                .contains("cbam, 160 530 parameters, input 36 x 36")
                .contains("2 epochs, batches of 4, Adam at 0.001 (constant), seed 1")
                .contains("auto", "in memory")
                .contains("F1 NonCOVID", "F1 COVID", "macro F1", "always COVID");
        assertThat(result.getErrorStream())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("epoch  1/2  train: loss "),
                        line -> assertThat(line).startsWith("epoch  2/2  train: loss "));
        for (String file :
                List.of(
                        "best/model.json",
                        "best/ct-attention-0000.params",
                        "last/training-state/state.json",
                        "history.csv",
                        "history.json",
                        "history.png")) {
            assertThat(folder.resolve("run").resolve(file)).isNotEmptyFile();
        }
    }

    @Test
    void optionsReachTheCard() throws IOException {
        LaunchResult result =
                small(
                        "run",
                        "--network=baseline",
                        "--protocol=patients",
                        "--folds=3",
                        "--fold=2",
                        "--seed=5",
                        "--split-seed=6",
                        "--schedule=cosine",
                        "--warm-up=1",
                        "--class-weights=COVID=2,NonCOVID=1",
                        "--label-smoothing=0.1",
                        "--flip",
                        "--rotate=10",
                        "--keep-best=auroc",
                        "--memory-budget=0",
                        "--threads=1");
        assertThat(result.exitCode()).isZero();
        assertThat(result.getOutput()).contains("streamed from the disk", "threads: 1");
        var card =
                Fixtures.json(Files.readString(folder.resolve("run/last/model.json")))
                        .getAsJsonObject();
        var data = card.getAsJsonObject("data");
        assertThat(data.get("protocol").getAsString()).isEqualTo("patients");
        assertThat(data.get("seed").getAsLong()).isEqualTo(6);
        assertThat(data.get("folds").getAsInt()).isEqualTo(3);
        assertThat(data.get("fold").getAsInt()).isEqualTo(2);
        var recipe = card.getAsJsonObject("recipe");
        assertThat(recipe.get("seed").getAsLong()).isEqualTo(5);
        assertThat(recipe.get("classWeights").toString()).isEqualTo("[1.0,2.0]");
        assertThat(recipe.get("keepBest").getAsString()).isEqualTo("auroc");
        assertThat(recipe.getAsJsonObject("augmentation").get("rotation").getAsDouble())
                .isEqualTo(10);
    }

    @Test
    void anotherTrainingIsNotOverwrittenButGoesOnWithItsOwnOptions() throws IOException {
        assertThat(small("run", "--network=baseline", "--seed=9").exitCode()).isZero();

        LaunchResult again = small("run", "--network=baseline");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.getErrorOutput()).contains("already holds a training");

        LaunchResult other = train("run", "--resume", "--seed=8");
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.getErrorOutput()).contains("cannot be resumed with these settings");

        LaunchResult resumed = train("run", "--resume", "--epochs=3");
        assertThat(resumed.exitCode()).isZero();
        assertThat(resumed.getOutput())
                .contains("resume    after epoch 2, batch 0")
                .contains("3 epochs, batches of 4, Adam at 0.001 (constant), seed 9");
        assertThat(Files.readAllLines(folder.resolve("run/history.csv"))).hasSize(4);
    }

    @Test
    void resumingNothingSaysSoAndStarts() {
        LaunchResult result = train("run", "--resume", "--size=36", "--epochs=1");
        assertThat(result.exitCode()).isZero();
        assertThat(result.getErrorOutput()).contains("No checkpoint in");
    }

    @Test
    void tf32SaysThatTheCpuHasNone() throws IOException {
        LaunchResult result = train("run", "--tf32", "--device=cpu", "--size=36", "--epochs=1");
        assertThat(result.exitCode()).isZero();
        assertThat(result.getErrorOutput())
                .contains("--tf32 has no effect on the CPU, which computes in float32");
    }

    @Test
    void whatCannotBeTrainedOnIsAFailureWithAReason() throws IOException {
        LaunchResult device = small("run", "--device", "cuda:99");
        assertThat(device.exitCode()).isEqualTo(1);
        assertThat(device.getErrorOutput()).contains("Device cuda:99 does not exist");

        LaunchResult positive = small("run", "--positive", "Pneumonia");
        assertThat(positive.exitCode()).isEqualTo(1);
        assertThat(positive.getErrorOutput()).contains("No class is named Pneumonia");

        LaunchResult odd = small("run", "--learning-rate=-1");
        assertThat(odd.exitCode()).isEqualTo(2);

        Fixtures.cut(Fixtures.slice(slices), 100);
        LaunchResult damaged = small("run");
        assertThat(damaged.exitCode()).isEqualTo(1);
        assertThat(damaged.getErrorOutput()).contains("cannot be read", "phantom-00002.png");

        slices = folder.resolve("nowhere");
        LaunchResult missing = small("run");
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.getErrorOutput()).contains("nowhere does not exist");
    }
}
