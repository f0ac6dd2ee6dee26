package io.ctattention.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import io.ctattention.block.BaselineCnn;
import io.ctattention.model.SliceInput;
import java.util.Arrays;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Forward, backward and update on one batch. */
final class TrainingStep {

    /** The engine allows one gradient collector in a process; trainings take turns. */
    private static final Lock COLLECTOR = new ReentrantLock(true);

    private final NDManager manager;
    private final BaselineCnn network;
    private final Loss loss;
    private final ResumableAdam adam;

    TrainingStep(NDManager manager, BaselineCnn network, Loss loss, ResumableAdam adam) {
        this.manager = manager;
        this.network = network;
        this.loss = loss;
        this.adam = adam;
    }

    /**
     * What came out before the update.
     *
     * @param loss the batch's mean loss
     * @param predicted the class of each slice's greatest logit, the first of equals
     */
    record Outcome(double loss, int[] predicted) {}

    Outcome train(float[] pixels, int[] labels) {
        try (NDManager batch = manager.newSubManager()) {
            NDList input = new NDList(SliceInput.of(batch, network.spec(), pixels));
            long[] truth = Arrays.stream(labels).asLongStream().toArray();
            NDList target = new NDList(batch.create(truth));
            StepWeights weights = new StepWeights(batch);
            NDArray logits;
            float value;
            COLLECTOR.lock();
            try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
                logits = network.forward(weights, input, true).singletonOrThrow();
                NDArray mean = loss.evaluate(target, new NDList(logits));
                value = mean.getFloat();
                if (Float.isFinite(value)) {
                    collector.backward(mean);
                }
            } finally {
                COLLECTOR.unlock();
            }
            adam.nextStep();
            if (Float.isFinite(value)) {
                weights.update(adam);
            }
            return new Outcome(value, predicted(logits.toFloatArray(), labels.length));
        }
    }

    private static int[] predicted(float[] logits, int slices) {
        int classes = logits.length / slices;
        int[] predicted = new int[slices];
        for (int n = 0; n < slices; n++) {
            for (int k = 1; k < classes; k++) {
                if (logits[n * classes + k] > logits[n * classes + predicted[n]]) {
                    predicted[n] = k;
                }
            }
        }
        return predicted;
    }
}
