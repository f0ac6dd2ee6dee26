package io.ctattention.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.ctattention.cli.Fixtures;
import io.ctattention.cli.PlainCommandLine;
import io.quarkus.test.junit.main.LaunchResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetCommandTest {

    @TempDir Path folder;

    @Test
    void phantomsAreTheSameForTheSameSeedAndNeverOverwrite() throws IOException {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        for (Path target : new Path[] {one, two}) {
            LaunchResult result =
                    PlainCommandLine.run(
                            "dataset", "phantom", "-n", "12", "--seed", "3", "-o", target + "");
            assertThat(result.exitCode()).isZero();
            assertThat(result.getOutput()).contains("12 phantom slices");
        }
        assertThat(Fixtures.slice(one)).hasSameBinaryContentAs(Fixtures.slice(two));

        LaunchResult again = PlainCommandLine.run("dataset", "phantom", "-n", "12", "-o", one + "");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.getErrorOutput()).contains("is not empty");
    }

    @Test
    void theAuditIsTextOrOneJsonDocument() throws IOException {
        Path slices = Fixtures.slices(folder.resolve("slices"));
        LaunchResult text =
                PlainCommandLine.run("dataset", "audit", slices.toString(), "--protocol", "random");
        assertThat(text.exitCode()).isZero();
        assertThat(text.getOutput()).contains("Slices: 12", "Patients both in train and in val");

        Fixtures.cut(Fixtures.slice(slices), 50);
        LaunchResult json = PlainCommandLine.run("dataset", "audit", slices.toString(), "--json");
        assertThat(json.exitCode()).isEqualTo(3);
        JsonObject report = Fixtures.json(json.getOutput()).getAsJsonObject();
        assertThat(report.getAsJsonArray("unreadable")).hasSize(1);
    }

    @Test
    void whereSlicesNameNoPatientNoLeakIsDenied() throws IOException {
        Path slices = Fixtures.slices(folder.resolve("slices"));
        Path manifest = slices.resolve("manifest.csv");
        List<String> rows = new ArrayList<>(Files.readAllLines(manifest));
        rows.replaceAll(row -> row.replaceFirst("Phantom [2-5],", "NaN,"));
        Files.write(manifest, rows);
        LaunchResult split =
                PlainCommandLine.run(
                        "dataset",
                        "split",
                        manifest.toString(),
                        "-o",
                        slices.resolve("again.csv").toString());
        assertThat(split.getOutput())
                .contains("patients: 2; 8 of 12 slices name none")
                .contains(
                        "patients both in train and in val: unknown; 4 of 4 val slices and 0 of 4");
        LaunchResult audit = PlainCommandLine.run("dataset", "audit", manifest.toString());
        assertThat(audit.getOutput())
                .contains("Patients: 2; slices without a patient: 8")
                .contains("Patients both in train and in val: unknown");
    }

    @Test
    void aSplitIsAManifestThatCanBeTrainedOn() throws IOException {
        Path slices = Fixtures.slices(folder.resolve("slices"));
        Path manifest = slices.resolve("fold2.csv");
        String[] split = {
            "dataset",
            "split",
            slices.toString(),
            "--protocol",
            "patients",
            "--folds",
            "3",
            "--fold",
            "2",
            "-o",
            manifest.toString()
        };
        LaunchResult result = PlainCommandLine.run(split);
        assertThat(result.exitCode()).isZero();
        assertThat(result.getOutput())
                .containsPattern("train +4 +4")
                .containsPattern("val +2 +2")
                .contains("patients both in train and in val: 0, with 0 of the 4 val slices");
        assertThat(Files.readAllLines(manifest))
                .hasSize(13)
                .first()
                .isEqualTo("file,label,patient,split");

        LaunchResult again = PlainCommandLine.run(split);
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.getErrorOutput()).contains("--force");

        LaunchResult audit = PlainCommandLine.run("dataset", "audit", manifest.toString());
        assertThat(audit.getErrorOutput()).contains("split, as published");
        assertThat(audit.getOutput()).contains("8", "4");
    }
}
