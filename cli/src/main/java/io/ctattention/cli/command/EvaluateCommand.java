package io.ctattention.cli.command;

import io.ctattention.cli.option.ClassOptions;
import io.ctattention.cli.option.CompletionCandidates;
import io.ctattention.cli.option.DeviceOption;
import io.ctattention.cli.option.SliceInputs;
import io.ctattention.cli.terminal.ExitCode;
import io.ctattention.cli.terminal.Subcommand;
import io.ctattention.dataset.ReadOptions;
import io.ctattention.dataset.SliceSet;
import io.ctattention.evaluation.EvaluationOptions;
import io.ctattention.evaluation.EvaluationReport;
import io.ctattention.evaluation.ModelEvaluator;
import io.ctattention.evaluation.ScoredSlices;
import io.ctattention.file.Choice;
import io.ctattention.file.Printable;
import io.ctattention.model.CtModel;
import io.ctattention.model.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "evaluate",
        description = {
            "Scores a model on labelled slices, with 95 %% intervals, and compares it with constant"
                    + " answers.",
            "",
            "If the model was trained on the same data, the split of its training is used, even if"
                    + " the data's split has changed since. Otherwise the data's own split is used,"
                    + " and val or test is refused if it holds files that the model was trained on,"
                    + " byte for byte.",
            ""
        })
final class EvaluateCommand extends Subcommand {

    @Parameters(index = "0", paramLabel = "MODEL", description = "A model folder.")
    Path model;

    @Parameters(index = "1", paramLabel = "DATA", description = ClassOptions.DATA)
    Path data;

    @Option(
            names = "--split",
            paramLabel = "PART",
            completionCandidates = CompletionCandidates.Parts.class,
            description =
                    "Slices to score: ${COMPLETION-CANDIDATES} (default: the first of val, test and"
                            + " all that has slices).")
    String split;

    @Option(
            names = "--resamples",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Bootstrap resamples for the intervals (default: ${DEFAULT-VALUE}).")
    int resamples;

    @Option(names = "--json", description = "Print one JSON document (default: a table).")
    boolean json;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "Write one line per slice to this file (default: off).")
    Path csv;

    @Mixin DeviceOption deviceOption;

    @Override
    public Integer call() throws IOException {
        if (split != null) {
            List<String> parts = new CompletionCandidates.Parts().words();
            split = usage(() -> Choice.of("split", split, parts, part -> part));
        }
        if (csv != null) {
            SliceInputs.requireNoSlice(csv);
        }
        EvaluationOptions options =
                usage(() -> new EvaluationOptions(resamples, EvaluationOptions.DEFAULT.seed()));
        try (CtModel loaded = ModelFolder.load(model, deviceOption::device)) {
            ReadOptions order =
                    ReadOptions.ofModel(loaded.card().positiveClass(), loaded.card().classes());
            SliceSet slices = ClassOptions.read(data, order, err());
            ScoredSlices scored = ScoredSlices.of(loaded.card(), slices, split);
            err().println(
                            String.format(
                                    Locale.ROOT,
                                    "Scored slices: %d (%s, %s)",
                                    scored.slices().size(),
                                    scored.part(),
                                    scored.why()));
            EvaluationReport report =
                    ModelEvaluator.evaluate(
                            loaded, slices, scored.slices(), scored.notes(), options, done -> {});
            if (json) {
                json(report.toJson());
            } else {
                out().print(report.toText());
            }
            report.errors().forEach(e -> err().println(Printable.line(e.error())));
            if (csv != null) { // last, for a report is not lost with it
                report.writeCsv(csv);
            }
            return report.errors().isEmpty() ? ExitCode.DONE : ExitCode.SOME_INPUTS_FAILED;
        }
    }
}
