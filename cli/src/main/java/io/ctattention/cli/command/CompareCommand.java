package io.ctattention.cli.command;

import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.cli.option.ClassOptions;
import io.ctattention.cli.option.CompletionCandidates;
import io.ctattention.cli.option.DeviceOption;
import io.ctattention.cli.option.RecipeOptions;
import io.ctattention.cli.option.SizeOption;
import io.ctattention.cli.terminal.ExitCode;
import io.ctattention.cli.terminal.Interrupts;
import io.ctattention.cli.terminal.Subcommand;
import io.ctattention.cli.text.ComparisonProgress;
import io.ctattention.comparison.Comparison;
import io.ctattention.comparison.ComparisonPlan;
import io.ctattention.comparison.ComparisonReport;
import io.ctattention.comparison.Provenance;
import io.ctattention.comparison.statistics.Repeat;
import io.ctattention.dataset.Protocol;
import io.ctattention.dataset.SliceSet;
import io.ctattention.explanation.CamMethod;
import io.ctattention.training.recipe.TrainingRecipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "compare",
        description = {
            "Repeats the paper's experiment, and says how certain its result is.",
            "",
            "Trains every network with every seed or on every fold, with the same splits and"
                    + " batches, and writes the results to DIR: comparison.html (the page to read),"
                    + " .txt, .json, epochs.csv and slices.csv. Finished runs in DIR are not"
                    + " trained again: after an interruption, repeat the command to continue.",
            ""
        })
final class CompareCommand extends Subcommand {

    @Parameters(paramLabel = "DATA", description = ClassOptions.DATA)
    Path data;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            defaultValue = "comparison",
            description = "Folder for the runs and the results (default: ./${DEFAULT-VALUE}).")
    Path output;

    @Option(
            names = "--attention",
            paramLabel = "LIST",
            split = ",",
            defaultValue = "none,cbam",
            completionCandidates = CompletionCandidates.Attentions.class,
            description =
                    "Networks to compare, out of ${COMPLETION-CANDIDATES} (default:"
                            + " ${DEFAULT-VALUE}).")
    List<AttentionSpec.Kind> attentions;

    @Mixin SizeOption sizeOption;

    @Option(
            names = "--protocol",
            paramLabel = "PROTOCOL",
            completionCandidates = CompletionCandidates.Protocols.class,
            description =
                    "Split protocol: ${COMPLETION-CANDIDATES} (default: random, as in the paper;"
                            + " patients with --folds).")
    Protocol protocol;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description =
                    "Runs of each network, with consecutive seeds from --seed on (default: "
                            + ComparisonPlan.REPEATS
                            + ").")
    Integer seeds;

    @Option(
            names = "--folds",
            paramLabel = "K",
            description = "Train on each of K patient folds instead (default: repeat with seeds).")
    Integer folds;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "First random seed; with --folds, the seed of all folds (default:"
                            + " ${DEFAULT-VALUE}).")
    long seed;

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            defaultValue = "gradcam",
            completionCandidates = CompletionCandidates.Methods.class,
            description =
                    "Method of the heat maps that are measured: ${COMPLETION-CANDIDATES} (default:"
                            + " ${DEFAULT-VALUE}).")
    CamMethod method;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Runs at the same time. Their training steps take turns; all other work"
                            + " overlaps (default: ${DEFAULT-VALUE}).")
    int jobs;

    @Mixin ClassOptions classOptions;
    @Mixin RecipeOptions recipeOptions;
    @Mixin DeviceOption deviceOption;

    @Option(names = "--json", description = "Print one JSON document (default: tables).")
    boolean json;

    @Override
    public Integer call() throws IOException {
        require(seeds == null || folds == null, "--seeds and --folds cannot be used together");
        SliceSet slices = classOptions.read(data, err());
        ComparisonPlan plan = usage(() -> plan(slices));
        Provenance provenance = new Provenance(data.toString(), Invocation.again(spec));
        try (Interrupts interrupts = Interrupts.listen(err())) {
            Optional<ComparisonReport> report;
            int width = spec.usageMessage().width();
            try (ComparisonProgress progress = new ComparisonProgress(err(), width)) {
                report = Comparison.run(plan, provenance, progress, interrupts::requested);
            }
            if (report.isEmpty()) {
                err().println("Interrupted. Continue with:");
                err().println("  " + Invocation.again(spec));
                return interrupts.exitCode();
            }
            if (json) {
                json(report.get().toJson());
            } else {
                out().print(report.get().toText());
                out().println("page  " + output.resolve("comparison.html"));
            }
            return ExitCode.DONE;
        }
    }

    private ComparisonPlan plan(SliceSet slices) {
        Repeat repeat = folds == null ? Repeat.SEED : Repeat.FOLD;
        Protocol usual = repeat == Repeat.SEED ? Protocol.RANDOM : Protocol.PATIENTS;
        int repeats = folds != null ? folds : seeds != null ? seeds : ComparisonPlan.REPEATS;
        TrainingRecipe recipe =
                recipeOptions.recipe(TrainingRecipe.PAPER, seed, slices.classes(), this::given);
        return ComparisonPlan.builder()
                .setNetworks(
                        attentions.stream()
                                .map(AttentionSpec::of)
                                .map(
                                        a ->
                                                NetworkSpec.paper(
                                                        a,
                                                        sizeOption.size(),
                                                        slices.classes().size()))
                                .toList())
                .setSlices(slices)
                .optProtocol(protocol == null ? usual : protocol)
                .optRepeat(repeat)
                .optRepeats(repeats)
                .optRecipe(recipe)
                .optMethod(method)
                .optDevice(deviceOption.device())
                .optJobs(jobs)
                .setOutput(output)
                .build();
    }
}
