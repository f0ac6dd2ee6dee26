package io.ctattention.cli.answer;

import io.ctattention.cli.option.SliceInputs;
import io.ctattention.cli.terminal.StandardOutput;
import io.ctattention.model.SliceSource;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The forms that answers are written in. */
final class AnswerOptions {

    private static final Path STANDARD_OUTPUT = Path.of("-");

    @Option(
            names = "--json",
            description =
                    "Print one JSON array (default: a table, unless another format is chosen).")
    boolean json;

    @Option(
            names = "--jsonl",
            paramLabel = "FILE",
            description =
                    "Write one line of JSON per slice to this file, or to standard output if it is"
                            + " -. The file is replaced, grows as slices are processed, and holds"
                            + " only complete lines, also after an interruption (default: off).")
    Path jsonLines;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description =
                    "Write CSV to this file in the same way: a header, then one line per slice"
                            + " (default: off).")
    Path csv;

    /** What is wrong with the options beside these inputs, or null. */
    String fault(List<String> inputs) {
        long documents =
                Stream.of(json, isPrinted(jsonLines), isPrinted(csv)).filter(is -> is).count();
        if (documents > 1) {
            return "Only one of --json, --jsonl - and --csv - can write to standard output";
        }
        if (files().map(file -> file.toAbsolutePath().normalize()).distinct().count()
                < files().count()) {
            return String.format(
                    Locale.ROOT, "--jsonl and --csv both name %s; give each its own file", csv);
        }
        return files().map(Path::toString)
                .filter(inputs::contains)
                .findFirst()
                .map(file -> file + " is an input; choose another file for the answers")
                .orElse(null);
    }

    private static boolean isPrinted(Path file) {
        return STANDARD_OUTPUT.equals(file);
    }

    private Stream<Path> files() {
        return Stream.of(jsonLines, csv).filter(file -> file != null && !isPrinted(file));
    }

    /** Opens the outputs; none of them if one would replace an image. */
    List<AnswerOutput> open(
            PrintWriter out, List<SliceSource> slices, List<String> classes, List<String> columns)
            throws IOException {
        for (Path file : files().toList()) {
            SliceInputs.requireNoSlice(file);
        }
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
            outputs.add(
                    new AnswerTable(out, slices.stream().map(SliceSource::name), classes, columns));
        }
        return outputs;
    }

    private static OutputStream stream(Path file) throws IOException {
        return isPrinted(file) ? StandardOutput.bytes() : new LineFile(file);
    }
}
