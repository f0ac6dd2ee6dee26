package io.ctattention.training;

import io.ctattention.block.NetworkSpec;
import io.ctattention.dataset.Membership;
import io.ctattention.dataset.Partition;
import io.ctattention.dataset.PartitionOptions;
import io.ctattention.dataset.Protocol;
import io.ctattention.dataset.ResultFolder;
import io.ctattention.dataset.Slice;
import io.ctattention.dataset.SliceSet;
import io.ctattention.engine.CudaArithmetic;
import io.ctattention.engine.DeviceException;
import io.ctattention.engine.WorkingGpu;
import io.ctattention.evaluation.Metric;
import io.ctattention.file.FolderLock;
import io.ctattention.model.DataCard;
import io.ctattention.model.Devices;
import io.ctattention.model.ModelCard;
import io.ctattention.model.ModelFolder;
import io.ctattention.model.PyTorch;
import io.ctattention.training.recipe.TrainingRecipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains a network on slices, validates it after each epoch, and keeps the best model, the last
 * checkpoint and the history.
 *
 * <p>On the CPU the same plan on the same machine with the same number of threads gives the same
 * weights, bit for bit, also across interruptions: a checkpoint is written after every epoch and at
 * a request to stop, and whatever chance decides is derived from the seed, the epoch and the slice.
 *
 * <p>On CUDA the same holds for what chance decides, and PyTorch is set to compute alike (see
 * {@link CudaArithmetic}): cuDNN takes deterministic algorithms alone. By PyTorch's documents
 * nothing then varies on one GPU with one version of the libraries, but for cuBLAS if several
 * streams use it, and DJL has one. That has not been seen on a GPU yet. The CPU's weights do not
 * come out, for sums are made in another order.
 */
public final class Training {

    private static final Logger LOG = LoggerFactory.getLogger(Training.class);

    /** The trainings of this process that are running. */
    private static final AtomicInteger RUNNING = new AtomicInteger();

    private Training() {}

    /**
     * What a checkpoint says about the training that wrote it.
     *
     * @param network the network
     * @param classes the class of each logit
     * @param positiveClass one of them
     * @param partition how the slices were split
     * @param recipe the hyper-parameters
     * @param device the device's word
     * @param tf32 whether it computed with TF32
     * @param threads the threads of one operation
     * @param epochs the epochs done
     */
    public record Resumable(
            NetworkSpec network,
            List<String> classes,
            String positiveClass,
            PartitionOptions partition,
            TrainingRecipe recipe,
            String device,
            boolean tf32,
            int threads,
            int epochs) {}

    /**
     * Looks for a checkpoint to resume from.
     *
     * @param run the folder of a run
     * @return what was being trained there, empty if there is no checkpoint
     * @throws IOException if there is one that cannot be read
     */
    public static Optional<Resumable> resumable(Path run) throws IOException {
        Path last = run.resolve(TrainingPlan.LAST);
        if (!Checkpoint.exists(last)) {
            return Optional.empty();
        }
        TrainingState state = Checkpoint.readState(last);
        DataCard data = state.data();
        PartitionOptions partition =
                new PartitionOptions(
                        Protocol.parse(data.protocol()), data.seed(), data.folds(), data.fold());
        ModelCard card = ModelFolder.verify(last);
        return Optional.of(
                new Resumable(
                        state.network(),
                        card.classes(),
                        card.positiveClass(),
                        partition,
                        state.recipe(),
                        state.device(),
                        state.tf32(),
                        state.threads(),
                        state.history().size()));
    }

    /**
     * Tells whether a training is complete.
     *
     * @param plan what and how
     * @return what the training left, empty if there is none or epochs are missing
     * @throws TrainingException if the folder holds another training
     * @throws IOException if there is a checkpoint that cannot be read
     */
    public static Optional<TrainingResult> finished(TrainingPlan plan) throws IOException {
        Path last = plan.output().resolve(TrainingPlan.LAST);
        if (!Checkpoint.exists(last)) {
            return Optional.empty();
        }
        PyTorch.engine();
        TrainingState state = Checkpoint.readState(last);
        TrainingPlan begun = asBegun(plan, state);
        Partition partition = Partition.of(plan.slices(), plan.partition());
        requireSame(begun, partition, dataCard(plan, partition), state, ModelFolder.verify(last));
        return state.stopped() || state.history().size() == plan.recipe().epochs()
                ? Optional.of(result(begun, state))
                : Optional.empty();
    }

    /**
     * Checks that a training fits into the device's memory, as far as can be known before: its
     * network and, on a GPU, its slices, besides what is in use there. While another training of
     * this process is running, whose use comes and goes, all the memory counts.
     *
     * @param plan what and how
     * @throws TrainingException if it does not; the message has the estimate
     */
    public static void requireMemory(TrainingPlan plan) {
        MemoryCheck.require(plan, RUNNING.get() == 0);
    }

    private static TrainingResult result(TrainingPlan plan, TrainingState state) {
        return new TrainingResult(
                plan.output().resolve(TrainingPlan.BEST),
                plan.output().resolve(TrainingPlan.LAST),
                new History(plan.slices().positiveClass(), state.history()),
                state.bestEpoch(),
                state.stopped() ? TrainingResult.End.STOPPED_EARLY : TrainingResult.End.COMPLETED);
    }

    /**
     * Trains.
     *
     * @param plan what and how
     * @param listener is told of every batch and epoch
     * @param stop asked after every batch; true writes a checkpoint and ends the training
     * @return what the training left in {@link TrainingPlan#output()}
     * @throws TrainingException if the training cannot fit the device's memory, the folder holds
     *     another one, a checkpoint does not fit the plan, a split is empty, or the loss is not
     *     finite
     * @throws DeviceException if a GPU fails or runs out of memory; the checkpoint of the last
     *     finished epoch is there to resume from
     * @throws IOException if slices cannot be read, results cannot be written or would lie among
     *     slices, or another process or thread is training into the folder
     */
    public static TrainingResult train(
            TrainingPlan plan, TrainingListener listener, BooleanSupplier stop) throws IOException {
        return train(plan, listener, stop, plan.device().isGpu());
    }

    /** Trains, with the slices on the device or not: see {@link TrainingLoop}. */
    static TrainingResult train(
            TrainingPlan plan, TrainingListener listener, BooleanSupplier stop, boolean onDevice)
            throws IOException {
        PyTorch.engine();
        try {
            WorkingGpu.require(plan.device());
            requireMemory(plan);
            ResultFolder.claim(plan.output());
            RUNNING.incrementAndGet();
            try (FolderLock lock = FolderLock.take(plan.output())) {
                return locked(plan, listener, stop, onDevice);
            } finally {
                RUNNING.decrementAndGet();
            }
        } catch (RuntimeException e) {
            throw DeviceException.of(e);
        }
    }

    private static TrainingResult locked(
            TrainingPlan plan, TrainingListener listener, BooleanSupplier stop, boolean onDevice)
            throws IOException {
        Path last = plan.output().resolve(TrainingPlan.LAST);
        boolean exists = Checkpoint.exists(last);
        if (exists && !plan.resume()) {
            throw new TrainingException(
                    plan.output()
                            + " already holds a training; resume it or choose another folder");
        }
        Partition partition = Partition.of(plan.slices(), plan.partition());
        requireBothClasses(plan.slices(), partition);
        DataCard data = dataCard(plan, partition);
        TrainingState state = null;
        TrainingPlan begun = plan;
        if (exists) {
            state = Checkpoint.readState(last);
            begun = asBegun(plan, state);
            requireSame(begun, partition, data, state, ModelFolder.verify(last));
        }
        try (TrainingLoop loop = new TrainingLoop(begun, partition, data, listener, onDevice)) {
            if (state == null) {
                loop.begin();
            } else {
                loop.restore(state);
            }
            return loop.run(stop);
        }
    }

    /**
     * Keeps selecting by F1 in a run from the time when F1 was the default, because the best model
     * by another metric is lost.
     */
    private static TrainingPlan asBegun(TrainingPlan plan, TrainingState state) {
        TrainingRecipe recipe = plan.recipe();
        if (state.recipe().keepBest() != Metric.F1
                || recipe.keepBest() != TrainingRecipe.KEEP_BEST) {
            return plan;
        }
        LOG.info("The training in {} continues to keep its best model by F1", plan.output());
        return plan.toBuilder()
                .optRecipe(recipe.toBuilder().optKeepBest(Metric.F1).build())
                .build();
    }

    private static void requireBothClasses(SliceSet slices, Partition partition) {
        for (var part : List.of(partition.train(), partition.validation())) {
            String name = part == partition.train() ? "training" : "validation";
            if (part.isEmpty()) {
                throw new TrainingException("There are no " + name + " slices in this split");
            }
        }
        List<String> trained =
                partition.train().stream().map(Slice::label).distinct().sorted().toList();
        if (trained.size() < slices.classes().size()) {
            throw new TrainingException(
                    String.format(
                            Locale.ROOT,
                            "The training slices are all %s; the classes are %s",
                            trained,
                            slices.classes()));
        }
    }

    private static DataCard dataCard(TrainingPlan plan, Partition partition) {
        PartitionOptions options = plan.partition();
        return new DataCard(
                plan.slices().fingerprint(),
                options.protocol().id(),
                options.seed(),
                options.folds(),
                options.fold(),
                partition.train().size(),
                partition.validation().size(),
                partition.test().size(),
                plan.slices().phantom(),
                Membership.of(plan.slices(), partition));
    }

    /** Only the number of epochs may differ, and only where no schedule depends on it. */
    private static void requireSame(
            TrainingPlan plan,
            Partition partition,
            DataCard data,
            TrainingState state,
            ModelCard card) {
        SliceSet slices = plan.slices();
        TrainingRecipe recipe = plan.recipe();
        boolean constant = recipe.schedule() == TrainingRecipe.Schedule.CONSTANT;
        Settings was =
                new Settings()
                        .add(state.network())
                        .add("the order of the classes", card.classes())
                        .add("the positive class", card.positiveClass())
                        .add(state.data())
                        .add(state.recipe())
                        .add("the device", state.device())
                        .add("whether it computes with TF32", state.tf32())
                        .add("the number of threads", state.threads());
        Settings is =
                new Settings()
                        .add(plan.network())
                        .add("the order of the classes", slices.classes())
                        .add("the positive class", slices.positiveClass())
                        .add(data)
                        .add(constant ? recipe.withEpochs(state.recipe().epochs()) : recipe)
                        .add("the device", Devices.id(plan.device()))
                        .add("whether it computes with TF32", CudaArithmetic.tf32(plan.device()))
                        .add("the number of threads", PyTorch.threads());
        List<String> differences = was.differences(is);
        Membership membership = state.data().membership(); // earlier versions wrote none
        if (membership != null && !membership.equals(data.membership())) {
            differences.add(moved(membership.moved(slices, partition)));
        }
        if (!differences.isEmpty()) {
            throw new TrainingException(
                    String.format(
                            Locale.ROOT,
                            "The training in %s cannot be resumed with these settings: %s",
                            plan.output(),
                            String.join("; ", differences)));
        }
        if (recipe.epochs() < state.history().size()) {
            throw new TrainingException(
                    String.format(
                            Locale.ROOT,
                            "The training in %s has already done %d epochs, %d were requested",
                            plan.output(),
                            state.history().size(),
                            recipe.epochs()));
        }
    }

    private static String moved(List<String> slices) {
        return slices.isEmpty()
                ? "slices were renamed or removed, or copies have changed places"
                : "slices are in other parts of the split: " + Membership.words(slices);
    }
}
