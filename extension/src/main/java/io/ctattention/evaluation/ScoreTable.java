package io.ctattention.evaluation;

import io.ctattention.evaluation.curve.Calibration;
import io.ctattention.evaluation.curve.Ranking;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** Labels and probabilities, sorted and checked once; {@link #scores(int[])} is one pass after. */
public final class ScoreTable {

    private final List<String> classes;
    private final int positive;
    private final int[] labels;
    private final int[] predictions;
    private final Ranking ranking;
    private final Calibration calibration;

    /**
     * @param decision from a slice's probabilities to the place of the class that it is taken for
     */
    ScoreTable(
            List<String> classes,
            String positiveClass,
            int[] labels,
            double[][] probabilities,
            ToIntFunction<double[]> decision) {
        this(
                classes,
                positiveClass,
                labels,
                probabilities,
                () -> Arrays.stream(probabilities).mapToInt(decision).toArray());
    }

    private ScoreTable(
            List<String> classes,
            String positiveClass,
            int[] labels,
            double[][] probabilities,
            Supplier<int[]> predictions) {
        this.classes = List.copyOf(classes);
        this.positive = classes.indexOf(positiveClass);
        this.labels = labels.clone();
        checkClasses(positiveClass);
        checkSlices(probabilities);
        this.predictions = predictions.get();
        ranking =
                new Ranking(
                        Arrays.stream(probabilities).mapToDouble(p -> p[positive]).toArray(),
                        i -> labels[i] == positive);
        calibration = new Calibration(positive, labels, probabilities);
    }

    /**
     * Takes predictions in.
     *
     * @param classes at least two, in the order of the model card
     * @param positiveClass one of them
     * @param predictions one a slice, at least one
     * @return the table, its slices in the order of the predictions
     * @throws IllegalArgumentException if there is no slice, or if a slice's label, probabilities
     *     or prediction do not fit the classes; the message names the file
     */
    public static ScoreTable of(
            List<String> classes, String positiveClass, List<SlicePrediction> predictions) {
        for (SlicePrediction slice : predictions) {
            SlicePrediction.requireOneEach(slice.file(), classes, slice.probabilities());
            require(slice, "label", slice.label(), classes);
            require(slice, "prediction", slice.prediction(), classes);
        }
        return new ScoreTable(
                classes,
                positiveClass,
                predictions.stream().mapToInt(s -> classes.indexOf(s.label())).toArray(),
                predictions.stream().map(SlicePrediction::probabilities).toArray(double[][]::new),
                () ->
                        predictions.stream()
                                .mapToInt(s -> classes.indexOf(s.prediction()))
                                .toArray());
    }

    /**
     * Scores every slice once.
     *
     * @return the scores
     */
    public Scores scores() {
        int[] once = new int[labels.length];
        Arrays.fill(once, 1);
        return scores(once);
    }

    /**
     * Scores weighted slices.
     *
     * @param weights how often each slice counts, at least 0 and not all 0
     * @return the scores
     */
    public Scores scores(int[] weights) {
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
        values.put(Metric.BALANCED_ACCURACY, matrix.balancedAccuracy());
        return new Scores(classes.get(positive), matrix, values);
    }

    /** Tells whether a ratio of a class is about a slice. */
    boolean isAbout(ClassMetric ratio, int slice, int index) {
        return ratio.isAbout(labels[slice] == index, predictions[slice] == index);
    }

    /** About what {@link Metric#ECE} would be if every confidence were true. */
    double eceByChance() {
        return calibration.eceByChance();
    }

    private static void require(
            SlicePrediction slice, String what, String name, List<String> classes) {
        if (!classes.contains(name)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%s: %s %s is not one of the classes %s",
                            slice.file(),
                            what,
                            name,
                            classes));
        }
    }

    private void checkClasses(String positiveClass) {
        if (classes.size() < 2 || new HashSet<>(classes).size() < classes.size()) {
            throw new IllegalArgumentException(
                    "Scores need at least two different classes, found " + classes);
        }
        if (positive < 0) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The positive class %s is not one of %s",
                            positiveClass,
                            classes));
        }
    }

    private void checkSlices(double[][] probabilities) {
        if (labels.length == 0) {
            throw new IllegalArgumentException("There are no slices to score");
        }
        if (labels.length != probabilities.length) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%d labels, but probabilities of %d slices",
                            labels.length,
                            probabilities.length));
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes.size()) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "Slice %d: label %d is not one of the %d classes",
                                i,
                                labels[i],
                                classes.size()));
            }
            if (probabilities[i].length != classes.size()) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "Slice %d: %d probabilities for %d classes",
                                i,
                                probabilities[i].length,
                                classes.size()));
            }
            Probabilities.check("Slice " + i, probabilities[i]);
        }
    }
}
