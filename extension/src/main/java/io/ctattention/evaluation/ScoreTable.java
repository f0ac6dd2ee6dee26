package io.ctattention.evaluation;

import io.ctattention.model.Inference;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Labels and probabilities, sorted and checked once; {@link #scores(int[])} is one pass after. */
final class ScoreTable {

    private final List<String> classes;
    private final int positive;
    private final int[] labels;
    private final int[] predictions;
    private final Ranking ranking;
    private final Calibration calibration;

    ScoreTable(List<String> classes, String positiveClass, int[] labels, double[][] probabilities) {
        this.classes = List.copyOf(classes);
        this.positive = classes.indexOf(positiveClass);
        this.labels = labels.clone();
        checkClasses(positiveClass);
        checkSlices(probabilities);
        predictions = Arrays.stream(probabilities).mapToInt(Inference::argMax).toArray();
        ranking =
                new Ranking(
                        Arrays.stream(probabilities).mapToDouble(p -> p[positive]).toArray(),
                        i -> labels[i] == positive);
        calibration = new Calibration(positive, labels, probabilities);
    }

    /** The scores of every slice counted once. */
    Scores scores() {
        int[] once = new int[labels.length];
        Arrays.fill(once, 1);
        return scores(once);
    }

    /**
     * @param weights how often each slice counts, at least 0 and not all 0
     */
    Scores scores(int[] weights) {
        long[][] counts = new long[classes.size()][classes.size()];
        for (int i = 0; i < labels.length; i++) {
            counts[labels[i]][predictions[i]] += weights[i];
        }
        ConfusionMatrix matrix = new ConfusionMatrix(classes, counts);
        Ranking.Areas areas = ranking.areas(weights);
        Calibration.Errors errors = calibration.errors(weights);
        Map<Metric, OptionalDouble> values = new EnumMap<>(Metric.class);
        values.put(Metric.LOSS, OptionalDouble.of(errors.loss()));
        values.put(Metric.F1, matrix.of(positive).f1());
        values.put(Metric.MACRO_F1, matrix.macroF1());
        values.put(Metric.ACCURACY, matrix.accuracy());
        values.put(Metric.AUROC, areas.auroc());
        values.put(Metric.AVERAGE_PRECISION, areas.averagePrecision());
        values.put(Metric.MCC, matrix.mcc());
        values.put(Metric.BRIER, OptionalDouble.of(errors.brier()));
        values.put(Metric.ECE, OptionalDouble.of(errors.ece()));
        return new Scores(classes.get(positive), matrix, values);
    }

    private void checkClasses(String positiveClass) {
        if (classes.size() < 2 || new HashSet<>(classes).size() < classes.size()) {
            throw new IllegalArgumentException(
                    "Scores need at least two different classes, found " + classes);
        }
        if (positive < 0) {
            throw new IllegalArgumentException(
                    "The positive class %s is none of %s".formatted(positiveClass, classes));
        }
    }

    private void checkSlices(double[][] probabilities) {
        if (labels.length == 0) {
            throw new IllegalArgumentException("There are no slices to score");
        }
        if (labels.length != probabilities.length) {
            throw new IllegalArgumentException(
                    "%d labels, but probabilities of %d slices"
                            .formatted(labels.length, probabilities.length));
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes.size()) {
                throw new IllegalArgumentException(
                        "Slice %d: label %d is none of the %d classes"
                                .formatted(i, labels[i], classes.size()));
            }
            if (probabilities[i].length != classes.size()) {
                throw new IllegalArgumentException(
                        "Slice %d: %d probabilities for %d classes"
                                .formatted(i, probabilities[i].length, classes.size()));
            }
            Probabilities.check("Slice " + i, probabilities[i]);
        }
    }
}
