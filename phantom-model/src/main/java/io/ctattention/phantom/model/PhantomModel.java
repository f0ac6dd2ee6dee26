package io.ctattention.phantom.model;

import ai.djl.Device;
import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.dataset.Partition;
import io.ctattention.dataset.PartitionOptions;
import io.ctattention.dataset.Protocol;
import io.ctattention.dataset.ReadOptions;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.reading.SliceSetReader;
import io.ctattention.evaluation.EvaluationOptions;
import io.ctattention.evaluation.EvaluationReport;
import io.ctattention.evaluation.Metric;
import io.ctattention.evaluation.ModelEvaluator;
import io.ctattention.evaluation.SlicePrediction;
import io.ctattention.file.AtomicFolder;
import io.ctattention.model.CtModel;
import io.ctattention.model.ModelFolder;
import io.ctattention.model.PyTorch;
import io.ctattention.phantom.PhantomSlices;
import io.ctattention.training.Training;
import io.ctattention.training.TrainingListener;
import io.ctattention.training.TrainingPlan;
import io.ctattention.training.TrainingResult;
import io.ctattention.training.recipe.TrainingRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Draws phantom slices, trains a small network on them, and lays out as an application has them the
 * best model and a slice of each class, none of which it was trained on. The same code on the same
 * machine gives the same weights, and trains only once.
 */
public final class PhantomModel {

    /** The resource folder of the model: {@code quarkus.ct-attention.model=classpath:model}. */
    public static final String MODEL = "model";

    /** The resource folder of the slices, {@code COVID.png} and {@code NonCOVID.png}. */
    public static final String SAMPLES = "META-INF/resources/samples";

    private static final long SEED = 1;
    private static final int COUNT = 480;
    private static final int SIZE = 36;

    private static final TrainingRecipe RECIPE =
            TrainingRecipe.builder()
                    .optEpochs(20)
                    .optBatchSize(8)
                    .optSeed(SEED)
                    .optSchedule(TrainingRecipe.Schedule.COSINE)
                    .optKeepBest(Metric.MACRO_F1)
                    .build();

    private PhantomModel() {}

    /**
     * Trains the model, unless it exists.
     *
     * @param arguments the folder to work in, and the folder of resources to write to
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        Path work = Path.of(arguments[0]);
        Path resources = Path.of(arguments[1]);
        Path done = work.resolve("inputs.sha256");
        String inputs = BuildInputs.fingerprint();
        boolean trained = Files.exists(done) && Files.readString(done).equals(inputs);
        if (trained && Files.exists(resources.resolve(SAMPLES))) {
            return;
        }
        PyTorch.setThreads(1); // the sums of more threads depend on the machine's cores
        AtomicFolder.write(work.resolve("slices"), f -> new PhantomSlices(SEED).write(f, COUNT));
        AtomicFolder.write(work.resolve("training"), folder -> train(work, folder, resources));
        Files.writeString(done, inputs);
    }

    private static void train(Path work, Path run, Path resources) throws IOException {
        SliceSet slices = SliceSetReader.read(work.resolve("slices"), ReadOptions.defaults());
        PartitionOptions split = PartitionOptions.of(Protocol.SPLIT, SEED);
        TrainingPlan plan =
                TrainingPlan.builder()
                        .setNetwork(
                                NetworkSpec.paper(
                                        AttentionSpec.CBAM, SIZE, slices.classes().size()))
                        .setSlices(slices)
                        .setPartition(split)
                        .optRecipe(RECIPE)
                        .setOutput(run)
                        .build();
        TrainingResult result = Training.train(plan, TrainingListener.NONE, () -> false);
        EvaluationReport report;
        try (CtModel model = ModelFolder.load(result.best(), Device.cpu())) {
            report =
                    ModelEvaluator.evaluate(
                            model,
                            slices,
                            Partition.of(slices, split).test(),
                            List.of(),
                            new EvaluationOptions(0, SEED),
                            scored -> {});
        }
        System.out.printf(
                Locale.ROOT,
                "Trained the phantom model: macro F1 %.3f on %d phantom slices of the test split%n",
                report.metrics().get(Metric.MACRO_F1).value(),
                report.predictions().size());
        AtomicFolder.write(resources.resolve(MODEL), folder -> copyModel(result.best(), folder));
        AtomicFolder.write(
                resources.resolve(SAMPLES),
                folder -> {
                    for (String label : report.classes()) {
                        Path slice = work.resolve("slices").resolve(surest(report, label));
                        Files.copy(slice, folder.resolve(label + ".png"));
                    }
                });
    }

    private static void copyModel(Path from, Path to) throws IOException {
        for (String file : List.of(ModelFolder.PARAMETERS, ModelFolder.CARD, ModelFolder.SERVING)) {
            Files.copy(from.resolve(file), to.resolve(file));
        }
    }

    /** The test slice of a class that is recognised best, so that it is on other machines, too. */
    private static String surest(EvaluationReport report, String label) {
        int column = report.classes().indexOf(label);
        return report.predictions().stream()
                .filter(slice -> slice.label().equals(label) && slice.prediction().equals(label))
                .max(Comparator.comparingDouble(slice -> slice.probabilities()[column]))
                .map(SlicePrediction::file)
                .orElseThrow(() -> new IllegalStateException("No slice of " + label + " is right"));
    }
}
