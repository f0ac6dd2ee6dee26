package io.ctattention.training;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import io.ctattention.block.BaselineCnn;
import io.ctattention.dataset.Partition;
import io.ctattention.dataset.Slice;
import io.ctattention.dataset.SliceBatch;
import io.ctattention.dataset.SliceBatches;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.SliceStore;
import io.ctattention.evaluation.Metric;
import io.ctattention.evaluation.Scores;
import io.ctattention.model.CtModel;
import io.ctattention.model.DataCard;
import io.ctattention.model.Devices;
import io.ctattention.model.Inference;
import io.ctattention.model.ModelCard;
import io.ctattention.model.ModelFolder;
import io.ctattention.model.PyTorch;
import io.ctattention.training.TrainingListener.BatchProgress;
import io.ctattention.training.TrainingListener.TrainingStart;
import io.ctattention.training.TrainingResult.End;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One training in progress: the weights, the optimizer, the slices and where it stands. */
final class TrainingLoop implements AutoCloseable {

    private final TrainingPlan plan;
    private final TrainingRecipe recipe;
    private final SliceSet slices;
    private final DataCard data;
    private final TrainingListener listener;
    private final int trainCount;
    private final int[] labels;
    private final NDManager manager;
    private final SliceStore store;
    private final BaselineCnn network;
    private final ResumableAdam adam;
    private final TrainingStep step;

    private final List<EpochRecord> history = new ArrayList<>();
    private EpochTally tally;
    private int bestEpoch;
    private boolean stoppedEarly;

    TrainingLoop(TrainingPlan plan, Partition partition, DataCard data, TrainingListener listener)
            throws IOException {
        this.plan = plan;
        this.data = data;
        this.listener = listener;
        recipe = plan.recipe();
        slices = plan.slices();
        trainCount = partition.train().size();
        List<Slice> used =
                Stream.concat(partition.train().stream(), partition.validation().stream()).toList();
        labels = used.stream().mapToInt(slices::classIndex).toArray();
        tally = new EpochTally(slices.classes(), slices.positiveClass());
        store = SliceStore.open(used, plan.network().size(), plan.store());
        manager = NDManager.newBaseManager(plan.device(), "PyTorch");
        network = new BaselineCnn(plan.network());
        network.setInitializer(
                new GlorotUniform(Seeds.WEIGHTS.random(recipe.seed(), 0, 0)),
                Parameter.Type.WEIGHT);
        network.initialize(manager, DataType.FLOAT32, plan.network().inputShape(1));
        int[] train = Arrays.copyOf(labels, trainCount);
        adam =
                new ResumableAdam(
                        manager,
                        network.namedParameters(),
                        LearningRates.of(recipe, batches()),
                        recipe.weightDecay());
        step =
                new TrainingStep(
                        manager,
                        network,
                        new WeightedCrossEntropy(
                                ClassWeights.of(recipe, train, slices.classes().size()),
                                recipe.labelSmoothing()),
                        adam);
    }

    private int batches() {
        return (trainCount + recipe.batchSize() - 1) / recipe.batchSize();
    }

    /** Saves the untrained network, so that an interruption at any moment can be resumed. */
    void begin() throws IOException {
        checkpoint();
    }

    void restore(TrainingState state) throws IOException {
        Path last = plan.run().resolve(TrainingPlan.LAST);
        try (NDManager scope = manager.newSubManager();
                CtModel saved = ModelFolder.load(last, plan.device());
                PyTorch.NoGradient noGradient = PyTorch.noGradient()) {
            NDList moments = Checkpoint.readMoments(last, state, scope);
            Map<String, Parameter> from = saved.network().namedParameters();
            network.namedParameters()
                    .forEach(
                            (name, parameter) ->
                                    from.get(name).getArray().copyTo(parameter.getArray()));
            adam.restore(state.step(), moments);
        }
        history.addAll(state.history());
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
                        Devices.word(plan.device()),
                        history.size(),
                        tally.batches(),
                        recipe.epochs()));
        while (!stoppedEarly && history.size() < recipe.epochs()) {
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
        int epoch = history.size() + 1;
        int[] order = Seeds.order(recipe.seed(), epoch, trainCount);
        int done = Math.min(trainCount, tally.batches() * recipe.batchSize());
        int[] remaining = Arrays.copyOfRange(order, done, trainCount);
        tally.startClock();
        try (SliceBatches batches = batches(epoch, remaining)) {
            while (batches.hasNext()) {
                SliceBatch batch = batches.next();
                int[] truth = IntStream.of(batch.indices()).map(i -> labels[i]).toArray();
                TrainingStep.Outcome outcome = step.train(batch.pixels(), truth);
                if (!Double.isFinite(outcome.loss())) {
                    throw new TrainingException(
                            nonFinite(outcome.loss(), epoch, tally.batches() + 1));
                }
                tally.add(truth, outcome);
                listener.batchDone(
                        new BatchProgress(
                                epoch,
                                recipe.epochs(),
                                tally.batches(),
                                batches(),
                                tally.loss(),
                                tally.f1().orElse(Double.NaN)));
                if (stop.getAsBoolean()) {
                    tally.stopClock();
                    return false;
                }
            }
        }
        return true;
    }

    private SliceBatches batches(int epoch, int[] order) {
        Augmentation augmentation = recipe.augmentation();
        int side = plan.network().size();
        return store.batches(
                order,
                recipe.batchSize(),
                augmentation.equals(Augmentation.NONE)
                        ? null
                        : (index, pixels) ->
                                augmentation.apply(
                                        pixels,
                                        side,
                                        Seeds.AUGMENTATION.random(recipe.seed(), epoch, index)));
    }

    private String nonFinite(double loss, int epoch, int batch) {
        return ("The loss is %s in epoch %d, batch %d of %d, at a learning rate of %s."
                        + " Try a lower learning rate or a warm-up; %s still holds the state after"
                        + " the last finished epoch.")
                .formatted(
                        loss,
                        epoch,
                        batch,
                        batches(),
                        adam.learningRate(),
                        plan.run().resolve(TrainingPlan.LAST));
    }

    private void finishEpoch() throws IOException {
        Scores scores = validate();
        tally.stopClock();
        int epoch = history.size() + 1;
        Map<String, Double> validation = new LinkedHashMap<>();
        for (Metric metric : Metric.values()) {
            OptionalDouble value = scores.value(metric);
            validation.put(metric.word(), value.isPresent() ? value.getAsDouble() : null);
        }
        EpochRecord record = tally.record(epoch, adam.learningRate(), validation);
        history.add(record);
        boolean best = isBest(recipe.keepBest(), record);
        if (best) {
            bestEpoch = epoch;
            ModelFolder.write(plan.run().resolve(TrainingPlan.BEST), network, card(record));
        }
        stoppedEarly = patienceIsOver();
        tally.reset();
        checkpoint();
        writeHistory();
        listener.epochDone(record, best);
    }

    private Scores validate() {
        int[] order = IntStream.range(trainCount, labels.length).toArray();
        int[] truth = Arrays.copyOfRange(labels, trainCount, labels.length);
        double[][] probabilities = new double[truth.length][];
        try (SliceBatches batches = store.batches(order, recipe.batchSize(), null)) {
            while (batches.hasNext()) {
                SliceBatch batch = batches.next();
                double[][] rows = Inference.probabilities(manager, network, batch.pixels());
                for (int i = 0; i < rows.length; i++) {
                    probabilities[batch.indices()[i] - trainCount] = rows[i];
                }
            }
        }
        return Scores.of(slices.classes(), slices.positiveClass(), truth, probabilities);
    }

    private boolean isBest(Metric metric, EpochRecord record) {
        if (bestEpoch == 0) {
            return true;
        }
        EpochRecord best = history.get(bestEpoch - 1);
        return metric.better(
                record.validation(metric).orElse(Double.NaN),
                best.validation(metric).orElse(Double.NaN));
    }

    private boolean patienceIsOver() {
        Metric metric = recipe.earlyStopping();
        if (metric == null) {
            return false;
        }
        int best = 0;
        for (int i = 1; i < history.size(); i++) {
            if (metric.better(
                    history.get(i).validation(metric).orElse(Double.NaN),
                    history.get(best).validation(metric).orElse(Double.NaN))) {
                best = i;
            }
        }
        return history.size() - 1 - best >= recipe.patience();
    }

    private ModelCard card(EpochRecord record) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        if (record != null) {
            record.validation()
                    .forEach(
                            (name, value) -> {
                                if (value != null) {
                                    metrics.put(name, value);
                                }
                            });
        }
        return ModelCard.of(
                        plan.network(),
                        network.parameterCount(),
                        slices.classes(),
                        slices.positiveClass())
                .trained(record == null ? 0 : record.epoch(), RecipeCard.of(recipe), data, metrics);
    }

    private void checkpoint() throws IOException {
        EpochRecord record = history.isEmpty() ? null : history.get(history.size() - 1);
        TrainingState state =
                new TrainingState(
                        TrainingState.FORMAT,
                        plan.network(),
                        recipe,
                        data,
                        PyTorch.threads(),
                        Devices.word(plan.device()),
                        adam.step(),
                        tally.batches(),
                        tally.lossSum(),
                        tally.counts(),
                        tally.seconds(),
                        history,
                        bestEpoch,
                        stoppedEarly,
                        null);
        Path last = plan.run().resolve(TrainingPlan.LAST);
        Checkpoint.write(last, network, card(record), adam.moments(), state);
    }

    private void writeHistory() throws IOException {
        History all = new History(slices.positiveClass(), history);
        all.writeCsv(plan.run().resolve("history.csv"));
        all.writeJson(plan.run().resolve("history.json"));
        HistoryPlot.write(
                all,
                plan.network().name() + (data.phantom() ? " on phantom slices" : ""),
                plan.run().resolve("history.png"));
    }

    private TrainingResult result(End end) {
        return new TrainingResult(
                bestEpoch == 0 ? null : plan.run().resolve(TrainingPlan.BEST),
                plan.run().resolve(TrainingPlan.LAST),
                new History(slices.positiveClass(), history),
                bestEpoch,
                end);
    }

    @Override
    public void close() {
        store.close();
        manager.close();
    }
}
