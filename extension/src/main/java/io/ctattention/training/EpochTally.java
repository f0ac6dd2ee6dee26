package io.ctattention.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ctattention.evaluation.ConfusionMatrix;
import io.ctattention.model.Decision;
import io.ctattention.model.PyTorch;
import io.ctattention.training.step.TrainingStep;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The loss and the predictions of the current epoch so far, added up on the device. The host sees
 * them after {@link #read}.
 */
final class EpochTally {

    private final List<String> classes;
    private final int positive;
    private final NDArray losses;
    private final NDArray confusions;
    private int batches;
    private double lossSum;
    private long[][] counts;
    private double secondsBefore;
    private long startedAt;

    /**
     * Creates an empty tally.
     *
     * @param manager owns the sums, on the training's device
     * @param classes the classes in the logits' order
     * @param positiveClass the one that F1 is about
     */
    EpochTally(NDManager manager, List<String> classes, String positiveClass) {
        this.classes = classes;
        positive = classes.indexOf(positiveClass);
        losses = manager.zeros(new Shape(1), DataType.FLOAT64);
        confusions = manager.zeros(new Shape(classes.size(), classes.size()), DataType.FLOAT64);
        counts = new long[classes.size()][classes.size()];
    }

    void reset() {
        restore(0, 0, new long[classes.size()][classes.size()], 0);
    }

    void restore(int batches, double lossSum, long[][] counts, double seconds) {
        this.batches = batches;
        this.lossSum = lossSum;
        this.counts = counts;
        secondsBefore = seconds;
        double[] flat =
                Arrays.stream(counts).flatMapToLong(Arrays::stream).asDoubleStream().toArray();
        try (NDManager scope = losses.getManager().newSubManager()) {
            PyTorch.copy(scope.create(new double[] {lossSum}), losses);
            PyTorch.copy(scope.create(flat, confusions.getShape()), confusions);
        }
    }

    void startClock() {
        startedAt = System.nanoTime();
    }

    void stopClock() {
        secondsBefore += (System.nanoTime() - startedAt) / 1e9;
    }

    /**
     * Adds a batch, on the device alone.
     *
     * @param labels the true classes {@code (N)}, int64
     * @param outcome what the step gave; its manager also gets this method's temporary arrays
     */
    void add(NDArray labels, TrainingStep.Outcome outcome) {
        batches++;
        try (PyTorch.NoGradient scope = PyTorch.noGradient()) {
            NDArray truth = oneHot(labels).transpose();
            NDArray predicted = oneHot(Decision.atHalf(outcome.logits(), positive));
            losses.addi(outcome.losses().sum().toType(DataType.FLOAT64, false));
            confusions.addi(truth.matMul(predicted));
        }
    }

    private NDArray oneHot(NDArray classIndices) {
        return classIndices.oneHot(classes.size(), DataType.FLOAT64);
    }

    /** Reads the sums from the device, and waits for it. */
    void read() {
        double[] flat;
        try (NDScope copies = new NDScope()) { // on the host; DJL leaves them in the sums' manager
            lossSum = losses.toDoubleArray()[0];
            flat = confusions.toDoubleArray();
        }
        long[][] read = new long[classes.size()][classes.size()];
        for (int i = 0; i < flat.length; i++) {
            read[i / classes.size()][i % classes.size()] = (long) flat[i];
        }
        counts = read;
    }

    int batches() {
        return batches;
    }

    double lossSum() {
        return lossSum;
    }

    long[][] counts() {
        return counts;
    }

    double seconds() {
        return secondsBefore;
    }

    double loss() {
        return lossSum / matrix().total();
    }

    OptionalDouble f1() {
        return matrix().of(positive).f1();
    }

    private ConfusionMatrix matrix() {
        return new ConfusionMatrix(classes, counts);
    }

    EpochRecord record(int epoch, double learningRate, Map<String, Double> validation) {
        OptionalDouble f1 = f1();
        return new EpochRecord(
                epoch,
                learningRate,
                loss(),
                matrix().accuracy().orElseThrow(),
                f1.isPresent() ? f1.getAsDouble() : null,
                validation,
                seconds());
    }
}
