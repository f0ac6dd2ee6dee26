package io.ctattention.cli.command;

import ai.djl.Device;
import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.cli.answer.ExplanationFiles;
import io.ctattention.cli.terminal.ExitCode;
import io.ctattention.cli.terminal.Interrupts;
import io.ctattention.cli.terminal.Subcommand;
import io.ctattention.cli.text.F1Table;
import io.ctattention.cli.text.TrainingProgress;
import io.ctattention.cli.text.TrainingText;
import io.ctattention.dataset.Partition;
import io.ctattention.dataset.PartitionOptions;
import io.ctattention.dataset.Protocol;
import io.ctattention.dataset.ReadOptions;
import io.ctattention.dataset.ResultFolder;
import io.ctattention.dataset.Slice;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.reading.SliceSetReader;
import io.ctattention.evaluation.EvaluationReport;
import io.ctattention.evaluation.Metric;
import io.ctattention.explanation.CamTarget;
import io.ctattention.explanation.ClassActivationMap;
import io.ctattention.explanation.Explanation;
import io.ctattention.file.AtomicFolder;
import io.ctattention.file.FolderLock;
import io.ctattention.model.CtModel;
import io.ctattention.model.ModelFolder;
import io.ctattention.model.PyTorch;
import io.ctattention.model.SliceReader;
import io.ctattention.model.SliceReader.ReadSlice;
import io.ctattention.model.SliceResult;
import io.ctattention.model.SliceSource;
import io.ctattention.phantom.PhantomSlices;
import io.ctattention.training.Training;
import io.ctattention.training.TrainingPlan;
import io.ctattention.training.TrainingResult;
import io.ctattention.training.recipe.TrainingRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = {
            "Draws phantom slices, trains both networks on them, compares and explains them.",
            "",
            "It takes about two minutes on two cores. Run again in the same folder, it continues"
                    + " where it stopped and repeats nothing.",
            ""
        })
final class DemoCommand extends Subcommand {

    private static final List<AttentionSpec> ATTENTIONS =
            List.of(AttentionSpec.NONE, AttentionSpec.CBAM);

    private static final int SLICES = 240;
    private static final int SIZE = 64;
    private static final int EPOCHS = 24;
    private static final int BATCH_SIZE = 8;
    private static final int THREADS = 2;
    private static final int EXPLAINED = 3;

    /** More and smaller steps than the paper's, for there are fewer and smaller slices. */
    private static final TrainingRecipe RECIPE =
            TrainingRecipe.builder()
                    .optEpochs(EPOCHS)
                    .optBatchSize(BATCH_SIZE)
                    .optLearningRate(0.0005f)
                    .optKeepBest(Metric.MACRO_F1)
                    .build();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            defaultValue = "demo",
            description = "Output folder (default: ./${DEFAULT-VALUE}).")
    Path folder;

    @Override
    public Integer call() throws IOException {
        if (Files.notExists(folder.resolve("slices"))) {
            ResultFolder.check(folder); // phantoms must not become a class of real slices
        }
        try (FolderLock lock = FolderLock.take(folder)) {
            return demonstrate();
        }
    }

    private int demonstrate() throws IOException {
        PyTorch.setThreads(THREADS); // so that the table is the same on more cores
        SliceSet slices = slices();
        PartitionOptions options = PartitionOptions.of(Protocol.SPLIT, RECIPE.seed());
        Partition partition = Partition.of(slices, options);
        out().print(TrainingText.data(folder.resolve("slices"), slices, options, partition));
        Map<String, EvaluationReport> reports = new LinkedHashMap<>();
        try (Interrupts interrupts = Interrupts.listen(err())) {
            for (AttentionSpec attention : ATTENTIONS) {
                TrainingPlan plan = plan(attention, slices, options);
                TrainingResult result = train(plan, interrupts);
                if (result.end() == TrainingResult.End.INTERRUPTED) {
                    err().println("Interrupted. Continue with:");
                    err().println("  " + Invocation.again(spec));
                    return interrupts.exitCode();
                }
                reports.put(
                        plan.network().name(), TrainingText.score(result.best(), plan, partition));
            }
        }
        out().println();
        out().print(F1Table.of(reports));
        out().println();
        out().println(PhantomSlices.NOTICE);
        out().println();
        List<Path> overlays = explain(slices, partition);
        out().println(String.format(Locale.ROOT, "Heat maps of %d positive slices:", EXPLAINED));
        overlays.forEach(overlay -> out().println("  " + overlay));
        out().println(
                        String.format(
                                Locale.ROOT,
                                "Models and curves: %s, %s",
                                folder.resolve("baseline"),
                                folder.resolve("cbam")));
        return ExitCode.DONE;
    }

    private SliceSet slices() throws IOException {
        Path data = folder.resolve("slices");
        AtomicFolder.recover(data);
        if (Files.exists(data)) {
            out().println("Continuing with the phantom slices in " + data);
        } else {
            out().println(
                            String.format(
                                    Locale.ROOT,
                                    "Drawing %d phantom slices into %s",
                                    SLICES,
                                    data));
            AtomicFolder.write(data, target -> new PhantomSlices(1).write(target, SLICES));
        }
        out().flush();
        return SliceSetReader.read(data, ReadOptions.defaults());
    }

    private TrainingPlan plan(AttentionSpec attention, SliceSet slices, PartitionOptions options) {
        NetworkSpec network = NetworkSpec.paper(attention, SIZE, slices.classes().size());
        return TrainingPlan.builder()
                .setNetwork(network)
                .setSlices(slices)
                .setPartition(options)
                .optRecipe(RECIPE)
                .setOutput(folder.resolve(network.name()))
                .optResume(true)
                .build();
    }

    private TrainingResult train(TrainingPlan plan, Interrupts interrupts) throws IOException {
        int width = spec.usageMessage().width();
        try (TrainingProgress progress =
                new TrainingProgress(
                        err(),
                        width,
                        start -> {
                            out().println();
                            out().print(TrainingText.start(start, plan, "chosen by the demo"));
                            out().flush();
                        })) {
            return Training.train(plan, progress, interrupts::requested);
        }
    }

    private List<Path> explain(SliceSet slices, Partition partition) throws IOException {
        List<SliceSource> positive =
                partition.validation().stream()
                        .filter(slice -> slice.label().equals(slices.positiveClass()))
                        .map(Slice::file)
                        .map(SliceSource::of)
                        .limit(EXPLAINED)
                        .toList();
        List<Path> overlays = new ArrayList<>();
        for (AttentionSpec attention : ATTENTIONS) {
            String network = NetworkSpec.paper(attention, SIZE, slices.classes().size()).name();
            Path best = folder.resolve(network).resolve(TrainingPlan.BEST);
            try (CtModel model = ModelFolder.load(best, Device.cpu());
                    ExplanationFiles files =
                            new ExplanationFiles(folder.resolve("explanations").resolve(network))) {
                List<ReadSlice> read =
                        SliceResult.values(
                                new SliceReader(model.card().network(), true).read(positive));
                List<Explanation> explanations =
                        ClassActivationMap.explain(
                                model, read, CamTarget.of(slices.positiveClass()));
                for (int i = 0; i < read.size(); i++) {
                    ReadSlice slice = read.get(i);
                    overlays.add(files.write(slice.name(), slice.image(), explanations.get(i)));
                }
            }
        }
        return overlays;
    }
}
