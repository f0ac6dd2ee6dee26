package io.ctattention.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

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

class EvaluateCommandTest {

    @TempDir Path folder;
    private Path slices;
    private Path model;

    @BeforeEach
    void writeSlicesAndModel() throws IOException {
        slices = Fixtures.slices(folder.resolve("slices"));
        model = Fixtures.baseline(folder.resolve("model"));
    }

    @Test
    void theReportIsOneJsonDocumentWithTheNamesOfTheContract() throws IOException {
        Path csv = folder.resolve("slices.csv");
        LaunchResult result =
                PlainCommandLine.run(
                        "evaluate",
                        model.toString(),
                        slices.toString(),
                        "--split",
                        "all",
                        "--resamples",
                        "20",
                        "--json",
                        "--csv",
                        csv.toString());
        assertThat(result.exitCode()).isZero();
        assertThat(result.getErrorOutput()).contains("Scored slices: 12 (");
        JsonObject report = Fixtures.json(result.getOutput()).getAsJsonObject();
        assertThat(report.get("slices").getAsInt()).isEqualTo(12);
        assertThat(report.keySet())
                .contains(
                        "positiveClass",
                        "confusionMatrix",
                        "metrics",
                        "perClass",
                        "constantBaseline",
                        "fingerprint");
        assertThat(report.getAsJsonObject("metrics").keySet())
                .containsExactlyInAnyOrder(
                        "accuracy",
                        "balancedAccuracy",
                        "macroF1",
                        "auroc",
                        "averagePrecision",
                        "loss",
                        "brier",
                        "ece",
                        "mcc");
        assertThat(report.getAsJsonArray("notes").toString()).contains("does not say");
        assertThat(Files.readAllLines(csv)).hasSize(13);
    }

    @Test
    void aTableByDefaultOnTheValidationSlices() {
        LaunchResult result =
                PlainCommandLine.run(
                        "evaluate", model.toString(), slices.toString(), "--resamples", "20");
        assertThat(result.exitCode()).isZero();
        assertThat(result.getErrorOutput()).contains("(val, by the data's own split)");
        assertThat(result.getOutput())
                .contains("phantom slices: these numbers say nothing about patients")
                .contains("f1 COVID", "macroF1");
    }

    @Test
    void aTrainedModelIsScoredOnWhatItWasNotTrainedOn() {
        String run = folder.resolve("run").toString();
        PlainCommandLine.run(
                String.format(
                                Locale.ROOT,
                                "train %s -o %s --size 36 --epochs 1 --protocol patients --folds 3 --fold 2"
                                        + " --network baseline",
                                slices,
                                run)
                        .split(" "));
        LaunchResult val =
                PlainCommandLine.run(
                        "evaluate", run + "/last", slices.toString(), "--resamples", "0");
        assertThat(val.getErrorOutput()).contains("patients, seed 1, fold 2 of 3");
        assertThat(val.getOutput()).doesNotContain("were trained on");
        LaunchResult all =
                PlainCommandLine.run(
                        "evaluate",
                        run + "/last",
                        slices.toString(),
                        "--resamples",
                        "0",
                        "--split",
                        "all");
        assertThat(all.getOutput()).contains("8 of the 12 slices were trained on");
    }

    @Test
    void unreadableSlicesAreListedAndReturn3() throws IOException {
        Fixtures.cut(Fixtures.slice(slices), 200);
        LaunchResult result =
                PlainCommandLine.run(
                        "evaluate",
                        model.toString(),
                        slices.toString(),
                        "--split=all",
                        "--resamples=0");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.getOutput()).contains("slices          11");
        assertThat(result.getErrorOutput()).contains("phantom-00002.png");
    }

    @Test
    void aPartWithoutSlicesIsAFailure() throws IOException {
        Files.delete(slices.resolve("manifest.csv"));
        LaunchResult result =
                PlainCommandLine.run(
                        "evaluate", model.toString(), slices.toString(), "--split", "test");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.getErrorOutput()).contains("There are no test slices");
    }

    @Test
    void aFileThatCannotBeWrittenCostsNoReport() throws IOException {
        Path noFolder = Files.writeString(folder.resolve("file"), "none");
        LaunchResult result =
                PlainCommandLine.run(
                        "evaluate",
                        model.toString(),
                        slices.toString(),
                        "--resamples=0",
                        "--csv",
                        noFolder.resolve("slices.csv").toString());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.getOutput()).contains("f1 COVID", "macroF1");
        assertThat(result.getErrorOutput()).contains("ct-attention: " + noFolder);
    }
}
