package io.ctattention.cli.command;

import io.ctattention.audit.PatientOverlap;
import io.ctattention.cli.option.ClassOptions;
import io.ctattention.cli.option.PartitionOption;
import io.ctattention.cli.option.SliceInputs;
import io.ctattention.cli.terminal.ExitCode;
import io.ctattention.cli.terminal.Subcommand;
import io.ctattention.cli.text.TrainingText;
import io.ctattention.dataset.ManifestWriter;
import io.ctattention.dataset.Partition;
import io.ctattention.dataset.PartitionOptions;
import io.ctattention.dataset.Patients;
import io.ctattention.dataset.Slice;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.Split;
import io.ctattention.file.TextTable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "split",
        description = {
            "Splits a data set and writes the split as a manifest.",
            "",
            "The manifest has the columns file, label, patient and split, and can be used as DATA."
                    + " It names files relative to its own folder, so write it to the folder of the"
                    + " slices or a folder above it.",
            ""
        })
final class SplitCommand extends Subcommand {

    @Parameters(paramLabel = "DATA", description = ClassOptions.DATA)
    Path data;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE.csv",
            required = true,
            description = "The manifest to write.")
    Path manifest;

    @Option(names = "--force", description = "Replace an existing file (default: refuse).")
    boolean force;

    @Mixin PartitionOption partitionOption;
    @Mixin ClassOptions classOptions;

    @Override
    public Integer call() throws IOException {
        if (Files.exists(manifest) && !force) {
            throw new FileAlreadyExistsException(
                    manifest.toString(), null, "already exists; use --force to replace it");
        }
        SliceInputs.requireNoSlice(manifest);
        SliceSet slices = classOptions.read(data, err());
        PartitionOptions options = usage(() -> partitionOption.of(slices));
        Partition partition = Partition.of(slices, options);
        ManifestWriter.write(manifest, slices, partition);
        out().println("split  " + TrainingText.protocol(options));
        out().print(counts(slices, partition));
        out().println("patients: " + Patients.of(slices.slices()).words());
        PatientOverlap.in(partition).forEach(overlap -> out().println(words(overlap)));
        out().println("written to " + manifest);
        return ExitCode.DONE;
    }

    private static String words(PatientOverlap overlap) {
        return String.format(
                Locale.ROOT,
                "patients both in train and in %s: %s%s",
                overlap.split(),
                overlap.known()
                        ? String.format(
                                Locale.ROOT,
                                "%d, with %d of the %d %s slices",
                                overlap.patients().size(),
                                overlap.slicesWithTrainingPatient(),
                                overlap.slices(),
                                overlap.split())
                        : "unknown",
                overlap.doubt().map(doubt -> "; " + doubt).orElse(""));
    }

    private static String counts(SliceSet slices, Partition partition) {
        TextTable table = new TextTable(Set.of(0));
        List<String> header = new ArrayList<>(List.of(""));
        header.addAll(slices.classes());
        table.row(header);
        table.row(row(Split.TRAIN, partition.train(), slices));
        table.row(row(Split.VALIDATION, partition.validation(), slices));
        table.row(row(Split.TEST, partition.test(), slices));
        return table.toString();
    }

    private static List<String> row(Split split, List<Slice> part, SliceSet slices) {
        List<String> row = new ArrayList<>(List.of(split.id()));
        for (String name : slices.classes()) {
            row.add(Long.toString(part.stream().filter(s -> s.label().equals(name)).count()));
        }
        return row;
    }
}
