package io.ctattention.cli.text;

import io.ctattention.dataset.Partition;
import io.ctattention.dataset.PartitionOptions;
import io.ctattention.dataset.Patients;
import io.ctattention.dataset.Slice;
import io.ctattention.dataset.SliceSet;
import io.ctattention.evaluation.EvaluationOptions;
import io.ctattention.evaluation.EvaluationReport;
import io.ctattention.evaluation.ModelEvaluator;
import io.ctattention.model.CtModel;
import io.ctattention.model.ModelFolder;
import io.ctattention.model.PyTorch;
import io.ctattention.phantom.PhantomSlices;
import io.ctattention.training.TrainingListener.TrainingStart;
import io.ctattention.training.TrainingPlan;
import io.ctattention.training.TrainingResult;
import io.ctattention.training.recipe.Augmentation;
import io.ctattention.training.recipe.TrainingRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a training prints before and after. */
public final class TrainingText {

    private TrainingText() {}

    /**
     * Describes the training data.
     *
     * @param data where the slices are
     * @param slices all of them
     * @param options how they were split
     * @param partition what came of it
     * @return lines, each with its end
     */
    public static String data(
            Path data, SliceSet slices, PartitionOptions options, Partition partition) {
        String counts =
                slices.counts().entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                """
               data      %s: %d slices (%s), positive class %s
               patients  %s
               split     %s: %d train, %d val, %d test
               %s%s""",
                data,
                slices.slices().size(),
                counts,
                slices.positiveClass(),
                Patients.of(slices.slices()).words(),
                protocol(options),
                partition.train().size(),
                partition.validation().size(),
                partition.test().size(),
                oneClass(partition.validation()),
                slices.phantom() ? PhantomSlices.NOTICE + "\n" : "");
    }

    private static String oneClass(List<Slice> validation) {
        List<String> labels = validation.stream().map(Slice::label).distinct().toList();
        return labels.size() == 1
                ? String.format(
                        Locale.ROOT,
                        "The validation slices are all %s: no metric can tell which epoch is best.%n",
                        labels.get(0))
                : "";
    }

    /**
     * Says how slices are split.
     *
     * @param options the protocol and its numbers
     * @return a part of a line
     */
    public static String protocol(PartitionOptions options) {
        return switch (options.protocol()) {
            case SPLIT -> "split, as published";
            case RANDOM ->
                    String.format(
                            Locale.ROOT,
                            "random, seed %d (slices of one patient may be on both sides)",
                            options.seed());
            case PATIENTS ->
                    String.format(
                            Locale.ROOT,
                            "patients, seed %d, fold %d of %d",
                            options.seed(),
                            options.fold(),
                            options.folds());
        };
    }

    /**
     * Describes the training that is about to start.
     *
     * @param start what the training knows of itself
     * @param plan what was asked for
     * @param whyDevice how the device was chosen
     * @return lines, each with its end
     */
    public static String start(TrainingStart start, TrainingPlan plan, String whyDevice) {
        TrainingRecipe recipe = plan.recipe();
        int size = plan.network().size();
        String going = "";
        if (start.epochsDone() == recipe.epochs()) {
            going =
                    String.format(
                            Locale.ROOT,
                            "resume    not needed: all %d epochs are done%n",
                            recipe.epochs());
        } else if (start.epochsDone() + start.batchesDone() > 0) {
            going =
                    String.format(
                            Locale.ROOT,
                            "resume    after epoch %d, batch %d%n",
                            start.epochsDone(),
                            start.batchesDone());
        }
        return String.format(
                Locale.ROOT,
                """
               network   %s, %s parameters, input %d x %d
               recipe    %d epochs, batches of %d, Adam at %s (%s), seed %d%s
               device    %s (%s), threads: %d; slices %s
               %s""",
                start.network(),
                String.format(Locale.ROOT, "%,d", start.parameters()).replace(',', ' '),
                size,
                size,
                recipe.epochs(),
                recipe.batchSize(),
                recipe.learningRate(),
                recipe.schedule().id(),
                recipe.seed(),
                recipe.augmentation().equals(Augmentation.NONE) ? "" : ", augmented",
                start.device(),
                whyDevice,
                PyTorch.threads(),
                start.inMemory() ? "in memory" : "streamed from the disk",
                going);
    }

    /**
     * Scores the best model on the validation slices, and says what came of the training.
     *
     * @param result the training's
     * @param plan what was asked for
     * @param partition whose validation slices count
     * @return lines, each with its end
     * @throws IOException if the model or a slice cannot be read
     */
    public static String result(TrainingResult result, TrainingPlan plan, Partition partition)
            throws IOException {
        EvaluationReport report = score(result.best(), plan, partition);
        String end =
                result.end() == TrainingResult.End.STOPPED_EARLY
                        ? String.format(
                                Locale.ROOT,
                                "Stopped early after epoch %d; ",
                                result.history().epochs().size())
                        : "Done; ";
        return String.format(
                Locale.ROOT,
                """

               %sthe best epoch by %s is %d of %d.

               %s%s
               best model  %s
               last        %s
               history     %s
               """,
                end,
                plan.recipe().keepBest().id(),
                result.bestEpoch(),
                result.history().epochs().size(),
                F1Table.of(Map.of(plan.network().name(), report)),
                plan.slices().phantom() ? "\n" + PhantomSlices.NOTICE + "\n" : "",
                result.best(),
                result.last(),
                history(plan.output()));
    }

    private static String history(Path run) {
        Path plot = run.resolve("history.png");
        return Files.exists(plot)
                ? plot + " (also .json, .csv)"
                : run.resolve("history.csv") + " (also .json)"; // Java could not draw
    }

    /**
     * Scores a model on the validation slices, without intervals.
     *
     * @param model its folder
     * @param plan how it was trained
     * @param partition whose validation slices count
     * @return the scores
     * @throws IOException if the model or a slice cannot be read
     */
    public static EvaluationReport score(Path model, TrainingPlan plan, Partition partition)
            throws IOException {
        try (CtModel best = ModelFolder.load(model, plan.device())) {
            return ModelEvaluator.evaluate(
                    best,
                    plan.slices(),
                    partition.validation(),
                    List.of(),
                    EvaluationOptions.WITHOUT_INTERVALS,
                    done -> {});
        }
    }
}
