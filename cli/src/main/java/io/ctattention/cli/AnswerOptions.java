package io.ctattention.cli;

import io.ctattention.model.SliceReader.Source;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The forms that answers are written in. */
final class AnswerOptions {

    private static final String STANDARD_OUTPUT = "-";

    @Option(
            names = "--json",
            description = "Print one JSON array (default: a table, if no form is asked for).")
    boolean json;

    @Option(
            names = "--jsonl",
            paramLabel = "FILE",
            description =
                    "Write a JSON object for each slice, a line each, into this file, or print them"
                            + " if it is -. The file is replaced, grows as slices are answered, and"
                            + " after an interruption holds whole lines (default: do not).")
    String jsonLines;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description =
                    "Write a header and a line for each slice into this file in the same way"
                            + " (default: do not).")
    String csv;

    /** What is wrong with the options, or null. */
    String fault() {
        long documents =
                Stream.of(json, isPrinted(jsonLines), isPrinted(csv)).filter(is -> is).count();
        if (documents > 1) {
            return "Standard output has room for one of --json, --jsonl - and --csv -";
        }
        for (String file : files()) {
            if (file.isBlank()) {
                return "--jsonl and --csv need the name of a file, or - for standard output";
            }
        }
        if (files().size() == 2 && path(jsonLines).equals(path(csv))) {
            return String.format(Locale.ROOT, "--jsonl and --csv both name %s", csv);
        }
        return null;
    }

    private static boolean isPrinted(String file) {
        return STANDARD_OUTPUT.equals(file);
    }

    private static Path path(String file) {
        return Path.of(file).toAbsolutePath().normalize();
    }

    private List<String> files() {
        return Stream.of(jsonLines, csv)
                .filter(Objects::nonNull)
                .filter(f -> !isPrinted(f))
                .toList();
    }

    /** What is wrong with writing answers about these slices, or null. */
    String fault(List<Source> slices) throws IOException {
        for (String file : files()) {
            Path path = Path.of(file);
            if (Files.exists(path)) {
                for (Source slice : slices) {
                    if (slice.file() != null
                            && Files.exists(slice.file())
                            && Files.isSameFile(slice.file(), path)) {
                        return String.format(
                                Locale.ROOT,
                                "%s is one of the slices; another file is needed for the answers",
                                file);
                    }
                }
            }
        }
        return null;
    }

    /** Opens the outputs. */
    List<AnswerOutput> open(
            PrintWriter out, List<Source> slices, List<String> classes, List<String> columns)
            throws IOException {
        List<AnswerOutput> outputs = new ArrayList<>();
        if (json) {
            outputs.add(AnswerJson.array(StandardOutput.bytes()));
        }
        if (jsonLines != null) {
            outputs.add(AnswerJson.lines(stream(jsonLines)));
        }
        if (csv != null) {
            outputs.add(new AnswerCsv(stream(csv), classes, columns));
        }
        if (outputs.isEmpty()) {
            outputs.add(new AnswerTable(out, slices.stream().map(Source::name), classes, columns));
        }
        return outputs;
    }

    private static OutputStream stream(String file) throws IOException {
        if (isPrinted(file)) {
            return StandardOutput.bytes();
        }
        SliceInputs.requireNoSlice(Path.of(file));
        return new LineFile(Path.of(file));
    }
}
