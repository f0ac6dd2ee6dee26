package io.ctattention.training;

import io.ctattention.evaluation.ConfusionMatrix;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The loss and the predictions of the current epoch so far. */
final class EpochTally {

    private final List<String> classes;
    private final String positiveClass;
    private int batches;
    private double lossSum;
    private long[][] counts;
    private double secondsBefore;
    private long startedAt;

    EpochTally(List<String> classes, String positiveClass) {
        this.classes = classes;
        this.positiveClass = positiveClass;
        reset();
    }

    void reset() {
        restore(0, 0, new long[classes.size()][classes.size()], 0);
    }

    void restore(int batches, double lossSum, long[][] counts, double seconds) {
        this.batches = batches;
        this.lossSum = lossSum;
        this.counts = counts;
        secondsBefore = seconds;
    }

    void startClock() {
        startedAt = System.nanoTime();
    }

    void stopClock() {
        secondsBefore += (System.nanoTime() - startedAt) / 1e9;
    }

    void add(int[] labels, TrainingStep.Outcome outcome) {
        batches++;
        lossSum += outcome.loss() * labels.length;
        for (int i = 0; i < labels.length; i++) {
            counts[labels[i]][outcome.predicted()[i]]++;
        }
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
        return matrix().of(classes.indexOf(positiveClass)).f1();
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
