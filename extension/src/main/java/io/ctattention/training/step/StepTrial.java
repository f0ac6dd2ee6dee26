package io.ctattention.training.step;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.tracker.Tracker;
import io.ctattention.block.Network;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A few steps of a training on one batch that stays the same, with what they compute: for the check
 * of a device. They are the steps of a training with Adam at 0.0001, small enough that the loss
 * falls step by step, without class weights, smoothing and decay.
 *
 * @param losses the batch's mean loss before each step
 * @param gradientNorms the Euclidean norm of the first step's gradient, by the weight's name
 * @param arrays the arrays that the batch's manager owns after each step
 */
public record StepTrial(double[] losses, Map<String, Double> gradientNorms, int[] arrays) {

    private static final float LEARNING_RATE = 0.0001f;

    /**
     * Trains a network, on its device.
     *
     * @param network its weights change
     * @param slices {@code (N, 1, size, size)} in [0, 1]; their manager owns what the steps share
     * @param labels the true classes {@code (N)}, int64
     * @param steps how many, at least 1
     * @return what came out
     */
    public static StepTrial of(Network network, NDArray slices, NDArray labels, int steps) {
        double[] classWeights = new double[network.spec().classes()];
        Arrays.fill(classWeights, 1);
        double[] losses = new double[steps];
        int[] arrays = new int[steps];
        Map<String, Double> norms = Map.of();
        try (NDManager manager = slices.getManager().newSubManager()) {
            ResumableAdam adam =
                    new ResumableAdam(
                            manager, network.namedParameters(), Tracker.fixed(LEARNING_RATE), 0);
            WeightedCrossEntropy loss = new WeightedCrossEntropy(manager, classWeights, 0);
            TrainingStep step = new TrainingStep(network, loss, adam);
            for (int i = 0; i < steps; i++) {
                try (NDManager scope = manager.newSubManager()) {
                    StepBatch batch = new StepBatch(within(scope, slices), within(scope, labels));
                    losses[i] = mean(step.train(scope, batch).losses());
                }
                if (i == 0) {
                    norms = gradientNorms(adam);
                }
                arrays[i] = manager.getParentManager().getManagedArrays().size();
            }
        }
        return new StepTrial(losses, norms, arrays);
    }

    /** The same array in another manager, which then owns what is computed from it. */
    private static NDArray within(NDManager scope, NDArray array) {
        NDArray same = array.stopGradient();
        same.attach(scope);
        return same;
    }

    private static double mean(NDArray losses) {
        double sum = 0;
        for (float loss : losses.toFloatArray()) {
            sum += loss;
        }
        return sum / losses.size();
    }

    /** After one step, Adam's mean is the gradient times 1 - beta1. */
    private static Map<String, Double> gradientNorms(ResumableAdam adam) {
        String prefix = "mean/";
        Map<String, Double> norms = new LinkedHashMap<>();
        for (NDArray moment : adam.moments()) {
            if (moment.getName().startsWith(prefix)) {
                double squares = 0;
                for (double value : moment.toFloatArray()) {
                    squares += value * value;
                }
                norms.put(
                        moment.getName().substring(prefix.length()),
                        Math.sqrt(squares) / (1 - ResumableAdam.BETA1));
            }
        }
        return norms;
    }
}
