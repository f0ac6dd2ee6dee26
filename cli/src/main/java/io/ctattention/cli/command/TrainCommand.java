package io.ctattention.cli.command;

import ai.djl.Device;
import io.ctattention.block.NetworkSpec;
import io.ctattention.cli.option.ClassOptions;
import io.ctattention.cli.option.DeviceOption;
import io.ctattention.cli.option.MemorySize;
import io.ctattention.cli.option.NetworkOptions;
import io.ctattention.cli.option.PartitionOption;
import io.ctattention.cli.option.RecipeOptions;
import io.ctattention.cli.terminal.ExitCode;
import io.ctattention.cli.terminal.Interrupts;
import io.ctattention.cli.terminal.Subcommand;
import io.ctattention.cli.text.TrainingProgress;
import io.ctattention.cli.text.TrainingText;
import io.ctattention.dataset.Partition;
import io.ctattention.dataset.PartitionOptions;
import io.ctattention.dataset.ResultFolder;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.store.StoreOptions;
import io.ctattention.file.FolderLock;
import io.ctattention.model.PyTorch;
import io.ctattention.training.Training;
import io.ctattention.training.Training.Resumable;
import io.ctattention.training.TrainingListener.TrainingStart;
import io.ctattention.training.TrainingPlan;
import io.ctattention.training.TrainingResult;
import io.ctattention.training.recipe.TrainingRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "train",
        description = {
            "Trains a network and saves the best model, the last checkpoint and the history.",
            "",
            "Writes best/ and last/ (model folders), history.csv, history.json and history.png to"
                    + " RUN. Ctrl-C finishes the batch and writes a checkpoint; --resume continues"
                    + " from it, bit for bit on the CPU. Options not given with --resume are taken"
                    + " from the checkpoint.",
            ""
        })
final class TrainCommand extends Subcommand {

    @Parameters(paramLabel = "DATA", description = ClassOptions.DATA)
    Path data;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "RUN",
            required = true,
            description = "Output folder.")
    Path run;

    @Option(
            names = "--resume",
            description =
                    "Continue from the checkpoint in RUN, if there is one (default: start a new"
                            + " training).")
    boolean resume;

    @Mixin NetworkOptions networkOptions;
    @Mixin PartitionOption partitionOption;

    @Option(
            names = "--split-seed",
            paramLabel = "N",
            description = "Random seed of the split (default: the value of --seed).")
    Long splitSeed;

    @Mixin ClassOptions classOptions;
    @Mixin RecipeOptions recipeOptions;
    @Mixin DeviceOption deviceOption;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads per operation and for decoding (default: one per core).")
    Integer threads;

    @Option(
            names = "--memory-budget",
            paramLabel = "SIZE",
            defaultValue = "2G",
            description =
                    "Keep decoded slices in memory if they fit into this size, else stream them"
                            + " (default: ${DEFAULT-VALUE}).")
    MemorySize memoryBudget;

    @Override
    public Integer call() throws IOException {
        require(threads == null || threads >= 1, "--threads is %d; it must be at least 1", threads);
        ResultFolder.check(run); // before there is a lock in it
        try (FolderLock lock = Files.exists(run) ? FolderLock.take(run) : null) { // to read it
            return train();
        }
    }

    private int train() throws IOException {
        Resumable earlier = resume ? Training.resumable(run).orElse(null) : null;
        if (resume && earlier == null) {
            err().println(
                            String.format(
                                    Locale.ROOT, "No checkpoint in %s; starting at epoch 1", run));
        }
        if (earlier != null && given("--keep-best")) {
            require(
                    recipeOptions.keepBest() == earlier.recipe().keepBest(),
                    "--keep-best is %s, but the training in %s keeps its best model by %s; leave"
                            + " --keep-best out",
                    recipeOptions.keepBest().id(),
                    run,
                    earlier.recipe().keepBest().id());
        }
        SliceSet slices =
                earlier == null
                        ? classOptions.read(data, err())
                        : classOptions.read(data, earlier, err());
        Device device = device(earlier);
        TrainingPlan plan = plan(slices, earlier, device);
        Partition partition = Partition.of(slices, plan.partition());
        out().print(TrainingText.data(data, slices, plan.partition(), partition));
        out().flush();
        String why = earlier == null || given("--device") ? deviceOption.why(device) : "as before";
        Consumer<TrainingStart> head =
                start -> {
                    out().print(TrainingText.start(start, plan, why));
                    out().flush();
                };
        try (FolderLock lock = FolderLock.take(run); // until its best model is scored
                Interrupts interrupts = Interrupts.listen(err())) {
            TrainingResult result;
            int width = spec.usageMessage().width();
            try (TrainingProgress progress = new TrainingProgress(err(), width, head)) {
                result = Training.train(plan, progress, interrupts::requested);
            }
            if (result.end() == TrainingResult.End.INTERRUPTED) {
                err().println(
                                String.format(
                                        Locale.ROOT,
                                        "Interrupted after epoch %d of %d. Continue with:",
                                        result.history().epochs().size(),
                                        plan.recipe().epochs()));
                err().println("  " + Invocation.resumed(spec));
                return interrupts.exitCode();
            }
            out().print(TrainingText.result(result, plan, partition));
            return ExitCode.DONE;
        }
    }

    private Device device(Resumable earlier) {
        if (earlier != null) {
            deviceOption.goOn(earlier, this::given);
        }
        Device device = deviceOption.device();
        if (threads != null || earlier != null) {
            PyTorch.setThreads(threads == null ? earlier.threads() : threads);
        }
        return device;
    }

    private TrainingPlan plan(SliceSet slices, Resumable earlier, Device device) {
        Optional<Resumable> before = Optional.ofNullable(earlier);
        int classes = slices.classes().size();
        NetworkSpec network =
                usage(
                        () ->
                                networkOptions.spec(
                                        before.map(Resumable::network).orElse(null),
                                        classes,
                                        this::given));
        PartitionOptions partition =
                usage(
                        () ->
                                partitionOption.of(
                                        slices,
                                        before.map(Resumable::partition).orElse(null),
                                        splitSeed,
                                        this::given));
        TrainingRecipe recipe =
                usage(
                        () ->
                                recipeOptions.recipe(
                                        before.map(Resumable::recipe).orElse(TrainingRecipe.PAPER),
                                        given("--seed") ? partitionOption.seed() : null,
                                        slices.classes(),
                                        this::given));
        StoreOptions store =
                new StoreOptions(
                        memoryBudget.bytes(),
                        threads == null ? StoreOptions.defaults().threads() : threads);
        return TrainingPlan.builder()
                .setNetwork(network)
                .setSlices(slices)
                .setPartition(partition)
                .optRecipe(recipe)
                .optDevice(device)
                .optStore(store)
                .setOutput(run)
                .optResume(resume)
                .build();
    }
}
