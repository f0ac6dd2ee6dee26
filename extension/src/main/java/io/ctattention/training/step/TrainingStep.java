package io.ctattention.training.step;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.ctattention.block.Network;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Forward, backward and update on one batch. */
public final class TrainingStep {

    /** The engine allows one gradient collector in a process; trainings take turns. */
    private static final Lock COLLECTOR = new ReentrantLock(true);

    private final Network network;
    private final WeightedCrossEntropy loss;
    private final ResumableAdam adam;

    /**
     * Creates the step.
     *
     * @param network its weights change
     * @param loss what falls
     * @param adam updates the weights
     */
    public TrainingStep(Network network, WeightedCrossEntropy loss, ResumableAdam adam) {
        this.network = network;
        this.loss = loss;
        this.adam = adam;
    }

    /**
     * What came out before the update, on the batch's device.
     *
     * @param losses each slice's loss, {@code (N)}
     * @param logits {@code (N, classes)}
     */
    public record Outcome(NDArray losses, NDArray logits) {}

    /**
     * Trains on a batch. Nothing is read back from the device.
     *
     * @param scope the batch's manager, which owns the outcome
     * @param batch slices and labels
     * @return losses and logits
     */
    public Outcome train(NDManager scope, StepBatch batch) {
        StepWeights weights = new StepWeights(scope);
        NDArray logits;
        NDArray losses;
        COLLECTOR.lock();
        try (GradientCollector collector = scope.getEngine().newGradientCollector()) {
            logits = network.forward(weights, new NDList(batch.slices()), true).singletonOrThrow();
            losses = loss.perSlice(batch.labels(), logits);
            collector.backward(losses.mean());
        } finally {
            COLLECTOR.unlock();
        }
        adam.nextStep();
        weights.update(adam);
        return new Outcome(losses, logits);
    }
}
