package io.ctattention.check;

import ai.djl.Device;
import io.ctattention.block.AttentionSpec;
import io.ctattention.block.NetworkSpec;
import io.ctattention.check.numbers.Distance;
import io.ctattention.dataset.PartitionOptions;
import io.ctattention.dataset.Protocol;
import io.ctattention.evaluation.Metric;
import io.ctattention.model.CtModel;
import io.ctattention.model.ModelFolder;
import io.ctattention.training.DeviceTraining;
import io.ctattention.training.EpochRecord;
import io.ctattention.training.TrainingListener;
import io.ctattention.training.TrainingPlan;
import io.ctattention.training.TrainingResult;
import io.ctattention.training.recipe.Augmentation;
import io.ctattention.training.recipe.TrainingRecipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * A small training of {@link MarkedPhantoms}: 24 slices in three batches an epoch, with
 * augmentation.
 *
 * @param result what it left
 */
record PhantomTraining(TrainingResult result) {

    private static final int EPOCHS = 4;
    private static final int BATCH = 8;
    private static final int SIZE = 36;

    /** Trains the baseline on the device, as a GPU does. */
    static PhantomTraining run(Trial trial) throws IOException {
        TrainingPlan plan = plan(trial, trial.device(), trial.newPath(), false);
        return new PhantomTraining(DeviceTraining.train(plan, TrainingListener.NONE, () -> false));
    }

    /** The baseline, which learns to tell the classes apart. */
    static TrainingPlan plan(Trial trial, Device device, Path run, boolean resume)
            throws IOException {
        return plan(trial, AttentionSpec.NONE, SIZE, EPOCHS, device, run, resume);
    }

    /** CBAM, of more operations, at another size. */
    static TrainingPlan attending(Trial trial, Device device, int size, int epochs)
            throws IOException {
        return plan(trial, AttentionSpec.CBAM, size, epochs, device, trial.newPath(), false);
    }

    private static TrainingPlan plan(
            Trial trial,
            AttentionSpec attention,
            int size,
            int epochs,
            Device device,
            Path run,
            boolean resume)
            throws IOException {
        TrainingRecipe recipe =
                TrainingRecipe.builder()
                        .optEpochs(epochs)
                        .optBatchSize(BATCH)
                        .optAugmentation(new Augmentation(true, 10, 0.05, 0.1, 0.1, 0.1))
                        .build();
        return TrainingPlan.builder()
                .setNetwork(NetworkSpec.paper(attention, size, 2))
                .setSlices(trial.slices())
                .setPartition(PartitionOptions.of(Protocol.SPLIT, 1))
                .optRecipe(recipe)
                .optDevice(device)
                .setOutput(run)
                .optResume(resume)
                .build();
    }

    double[] trainLosses() {
        return byEpoch(EpochRecord::trainLoss);
    }

    double[] validationLosses() {
        return byEpoch(epoch -> epoch.validation(Metric.LOSS).orElse(Double.NaN));
    }

    private double[] byEpoch(ToDoubleFunction<EpochRecord> value) {
        return result.history().epochs().stream().mapToDouble(value).toArray();
    }

    /** F1 of the last epoch's training slices, 0 where nothing was taken for positive. */
    double trainF1() {
        Double f1 = last().trainF1();
        return f1 == null ? 0 : f1;
    }

    double validationF1() {
        return last().validation(Metric.F1).orElse(0);
    }

    private EpochRecord last() {
        List<EpochRecord> epochs = result.history().epochs();
        return epochs.get(epochs.size() - 1);
    }

    /** How far the losses of all epochs are from another training's. */
    double lossDistance(PhantomTraining other) {
        return Math.max(
                Distance.of(other.trainLosses(), trainLosses()),
                Distance.of(other.validationLosses(), validationLosses()));
    }

    /** Reads the weights after the last epoch. */
    Map<String, float[]> weights() throws IOException {
        Map<String, float[]> weights = new LinkedHashMap<>();
        try (CtModel model = ModelFolder.load(result.last(), Device.cpu())) {
            model.network()
                    .namedParameters()
                    .forEach(
                            (name, parameter) ->
                                    weights.put(name, parameter.getArray().toFloatArray()));
        }
        return weights;
    }

    /** How two trainings' weights differ: the largest difference relative to a weight's largest. */
    static double distance(Map<String, float[]> one, Map<String, float[]> other) {
        return one.entrySet().stream()
                .mapToDouble(e -> Distance.of(e.getValue(), other.get(e.getKey())))
                .max()
                .orElseThrow();
    }

    /** Whether two trainings' weights have the same bits. */
    static boolean same(Map<String, float[]> one, Map<String, float[]> other) {
        return one.entrySet().stream()
                .allMatch(e -> Arrays.equals(e.getValue(), other.get(e.getKey())));
    }
}
