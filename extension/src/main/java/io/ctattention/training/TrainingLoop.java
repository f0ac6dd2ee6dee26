package io.ctattention.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import io.ctattention.block.Network;
import io.ctattention.dataset.Partition;
import io.ctattention.dataset.Slice;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.store.SliceStore;
import io.ctattention.evaluation.Metric;
import io.ctattention.evaluation.Scores;
import io.ctattention.model.CtModel;
import io.ctattention.model.DataCard;
import io.ctattention.model.Devices;
import io.ctattention.model.Inference;
import io.ctattention.model.ModelFolder;
import io.ctattention.model.PyTorch;
import io.ctattention.training.TrainingListener.BatchProgress;
import io.ctattention.training.TrainingListener.TrainingStart;
import io.ctattention.training.TrainingResult.End;
import io.ctattention.training.recipe.Augmentation;
import io.ctattention.training.recipe.Augmentation.Change;
import io.ctattention.training.recipe.LearningRates;
import io.ctattention.training.recipe.Seeds;
import io.ctattention.training.recipe.TrainingRecipe;
import io.ctattention.training.step.BatchSource;
import io.ctattention.training.step.DeviceSource;
import io.ctattention.training.step.HostSource;
import io.ctattention.training.step.ResumableAdam;
import io.ctattention.training.step.StepBatch;
import io.ctattention.training.step.StepBatches;
import io.ctattention.training.step.TrainingStep;
import io.ctattention.training.step.WeightedCrossEntropy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One training in progress: the weights, the optimizer, the slices and the position. */
final class TrainingLoop implements AutoCloseable {

    private final TrainingPlan plan;
    private final TrainingRecipe recipe;
    private final TrainingListener listener;
    private final RunFolder folder;

    /** The training slices come first in the store, followed by the validation slices. */
    private final int trainCount;

    private final int[] labels;
    private final int batches;
    private final SliceStore store;
    private final NDManager manager;
    private final BatchSource source;

    /** Whether loss and F1 are read after every batch; where that stops a GPU they are not. */
    private final boolean readsBatches;

    private final Network network;
    private final ResumableAdam adam;
    private final TrainingStep step;

    private final List<EpochRecord> epochs = new ArrayList<>();
    private final EpochTally tally;
    private int bestEpoch;
    private boolean stoppedEarly;

    /**
     * Prepares a training: decodes the slices if they fit in memory, and draws the weights.
     *
     * @param onDevice whether the slices, if they fit, live on the device, and the host waits for
     *     it at the end of an epoch only: for GPUs
     */
    TrainingLoop(
            TrainingPlan plan,
            Partition partition,
            DataCard data,
            TrainingListener listener,
            boolean onDevice)
            throws IOException {
        this.plan = plan;
        this.listener = listener;
        recipe = plan.recipe();
        folder = new RunFolder(plan, data);
        SliceSet set = plan.slices();
        List<Slice> slices =
                Stream.concat(partition.train().stream(), partition.validation().stream()).toList();
        trainCount = partition.train().size();
        labels = slices.stream().mapToInt(set::classIndex).toArray();
        batches = (trainCount + recipe.batchSize() - 1) / recipe.batchSize();
        store = SliceStore.open(slices, plan.network().size(), plan.store());
        manager = NDManager.newBaseManager(plan.device(), "PyTorch");
        readsBatches = !onDevice;
        try {
            source =
                    onDevice && store.inMemory()
                            ? new DeviceSource(manager, store, labels, recipe)
                            : new HostSource(store, labels, plan.network(), recipe);
            tally = new EpochTally(manager, set.classes(), set.positiveClass());
            network = plan.network().newNetwork();
            network.setInitializer(
                    new GlorotUniform(Seeds.WEIGHTS.random(recipe.seed(), 0, 0)),
                    Parameter.Type.WEIGHT);
            network.initialize(manager, DataType.FLOAT32, plan.network().inputShape(1));
            adam =
                    new ResumableAdam(
                            manager,
                            network.namedParameters(),
                            LearningRates.of(recipe, batches),
                            recipe.weightDecay());
            double[] classWeights =
                    recipe.classWeights()
                            .of(Arrays.copyOf(labels, trainCount), set.classes().size());
            WeightedCrossEntropy loss =
                    new WeightedCrossEntropy(manager, classWeights, recipe.labelSmoothing());
            step = new TrainingStep(network, loss, adam);
        } catch (RuntimeException | Error e) { // the device is full, say
            close();
            throw e;
        }
    }

    /** Saves the untrained network, so that an interruption at any moment can be resumed. */
    void begin() throws IOException {
        checkpoint();
    }

    void restore(TrainingState state) throws IOException {
        try (NDManager scope = manager.newSubManager();
                CtModel saved = ModelFolder.load(folder.last(), plan.device())) {
            NDList moments = Checkpoint.readMoments(folder.last(), state, scope);
            Map<String, Parameter> from = saved.network().namedParameters();
            network.namedParameters()
                    .forEach(
                            (name, parameter) ->
                                    PyTorch.copy(from.get(name).getArray(), parameter.getArray()));
            adam.restore(state.step(), moments);
        }
        epochs.addAll(state.history());
        bestEpoch = state.bestEpoch();
        stoppedEarly = state.stopped();
        tally.restore(state.batch(), state.lossSum(), state.counts(), state.seconds());
    }

    TrainingResult run(BooleanSupplier stop) throws IOException {
        listener.started(
                new TrainingStart(
                        plan.network().name(),
                        network.parameterCount(),
                        trainCount,
                        labels.length - trainCount,
                        store.inMemory(),
                        Devices.id(plan.device()),
                        epochs.size(),
                        tally.batches(),
                        recipe.epochs()));
        while (!stoppedEarly && epochs.size() < recipe.epochs()) {
            if (!trainEpoch(stop)) {
                checkpoint();
                return result(End.INTERRUPTED);
            }
            finishEpoch();
        }
        return result(stoppedEarly ? End.STOPPED_EARLY : End.COMPLETED);
    }

    /** Returns false if a stop was asked for. */
    private boolean trainEpoch(BooleanSupplier stop) {
        int epoch = epochs.size() + 1;
        int[] order = Seeds.order(recipe.seed(), epoch, trainCount);
        int done = Math.min(trainCount, tally.batches() * recipe.batchSize());
        int[] remaining = Arrays.copyOfRange(order, done, trainCount);
        tally.startClock();
        try (StepBatches trained = source.batches(remaining, changes(epoch))) {
            while (trained.hasNext()) {
                trainBatch(epoch, trained);
                if (stop.getAsBoolean()) {
                    readTally(epoch);
                    tally.stopClock();
                    return false;
                }
            }
        }
        readTally(epoch);
        return true;
    }

    private void trainBatch(int epoch, StepBatches trained) {
        try (NDManager scope = manager.newSubManager()) {
            StepBatch batch = trained.next(scope);
            tally.add(batch.labels(), step.train(scope, batch));
        }
        if (readsBatches) {
            readTally(epoch);
        }
        listener.batchDone(
                new BatchProgress(
                        epoch,
                        recipe.epochs(),
                        tally.batches(),
                        batches,
                        readsBatches ? tally.loss() : Double.NaN,
                        readsBatches ? tally.f1().orElse(Double.NaN) : Double.NaN));
    }

    private void readTally(int epoch) {
        tally.read();
        if (!Double.isFinite(tally.lossSum())) {
            throw new TrainingException(
                    String.format(
                            Locale.ROOT,
                            "The loss is %s in epoch %d, up to batch %d of %d, at a learning rate of %s."
                                    + " Try a lower learning rate or a warm-up; %s still holds the"
                                    + " state after the last finished epoch.",
                            tally.lossSum(),
                            epoch,
                            tally.batches(),
                            batches,
                            adam.learningRate(),
                            folder.last()));
        }
    }

    private IntFunction<Change> changes(int epoch) {
        Augmentation augmentation = recipe.augmentation();
        if (augmentation.equals(Augmentation.NONE)) {
            return null;
        }
        int side = plan.network().size();
        return index ->
                augmentation.draw(side, Seeds.AUGMENTATION.random(recipe.seed(), epoch, index));
    }

    private void finishEpoch() throws IOException {
        Map<String, Double> validation = validate();
        tally.stopClock();
        EpochRecord epoch = tally.record(epochs.size() + 1, adam.learningRate(), validation);
        epochs.add(epoch);
        boolean best = firstBest(recipe.keepBest()) == epochs.size() - 1;
        if (best) {
            bestEpoch = epoch.epoch();
            folder.writeBest(network, epoch);
        }
        Metric stopping = recipe.earlyStopping();
        stoppedEarly =
                stopping != null && epochs.size() - 1 - firstBest(stopping) >= recipe.patience();
        tally.reset();
        checkpoint();
        folder.writeHistory(history());
        listener.epochDone(epoch, best);
    }

    private Map<String, Double> validate() {
        int[] order = IntStream.range(trainCount, labels.length).toArray();
        double[][] probabilities = probabilities(order);
        SliceSet set = plan.slices();
        int[] truth = Arrays.copyOfRange(labels, trainCount, labels.length);
        Scores scores = Scores.of(set.classes(), set.positiveClass(), truth, probabilities);
        Map<String, Double> validation = new LinkedHashMap<>();
        for (Metric metric : Metric.values()) {
            OptionalDouble value = scores.value(metric);
            validation.put(metric.id(), value.isPresent() ? value.getAsDouble() : null);
        }
        return validation;
    }

    /** Classifies slices; their logits stay on the device until the last one. */
    private double[][] probabilities(int[] order) {
        int classes = plan.network().classes();
        try (StepBatches batches = source.batches(order, null);
                NDArray all = manager.create(new Shape(order.length, classes))) {
            for (int begin = 0; batches.hasNext(); begin += recipe.batchSize()) {
                try (NDManager scope = manager.newSubManager()) {
                    NDArray logits = Inference.logits(scope, network, batches.next(scope).slices());
                    all.set(
                            new NDIndex(
                                    String.format(
                                            Locale.ROOT, "%d:%d", begin, begin + logits.size(0))),
                            logits);
                }
            }
            try (NDScope copies = new NDScope()) { // on the host; DJL leaves them in the manager
                return Inference.softmax(all.toFloatArray(), classes);
            }
        }
    }

    /**
     * Returns the position of the epoch that no later one surpasses; undefined scores are worst.
     */
    private int firstBest(Metric metric) {
        int best = 0;
        for (int i = 1; i < epochs.size(); i++) {
            double candidate = epochs.get(i).validation(metric).orElse(Double.NaN);
            if (metric.better(candidate, epochs.get(best).validation(metric).orElse(Double.NaN))) {
                best = i;
            }
        }
        return best;
    }

    private void checkpoint() throws IOException {
        folder.writeLast(network, adam, tally, epochs, bestEpoch, stoppedEarly);
    }

    private History history() {
        return new History(plan.slices().positiveClass(), epochs);
    }

    private TrainingResult result(End end) {
        return new TrainingResult(
                bestEpoch == 0 ? null : folder.best(), folder.last(), history(), bestEpoch, end);
    }

    @Override
    public void close() {
        store.close();
        manager.close();
    }
}
