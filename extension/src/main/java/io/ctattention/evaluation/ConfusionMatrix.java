package io.ctattention.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Slices by true and predicted class.
 *
 * @param classes the K class names in the order of the model card
 * @param counts {@code counts[i][j]} is the number of slices of class i that are predicted as class
 *     j; (K, K)
 */
public record ConfusionMatrix(List<String> classes, long[][] counts) {

    /**
     * Copies both components.
     *
     * @throws IllegalArgumentException if {@code counts} is not K x K
     */
    public ConfusionMatrix {
        classes = List.copyOf(classes);
        counts = Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
        int k = classes.size();
        if (counts.length != k || Arrays.stream(counts).anyMatch(row -> row.length != k)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "A confusion matrix of %d classes must have %1$d rows of %1$d counts, found %s",
                            k,
                            Arrays.deepToString(counts)));
        }
    }

    /**
     * Returns the number of slices.
     *
     * @return the sum of all counts
     */
    public long total() {
        return IntStream.range(0, classes.size()).mapToLong(this::support).sum();
    }

    /**
     * Returns the number of slices of a class.
     *
     * @param index the class, from 0
     * @return the sum of its row
     */
    public long support(int index) {
        return IntStream.range(0, classes.size()).mapToLong(j -> counts[index][j]).sum();
    }

    /**
     * Returns the number of slices that are predicted as a class.
     *
     * @param index the class, from 0
     * @return the sum of its column
     */
    public long predicted(int index) {
        return IntStream.range(0, classes.size()).mapToLong(i -> counts[i][index]).sum();
    }

    /**
     * Sets one class against all others.
     *
     * @param index the class, from 0
     * @return its counts
     */
    public ClassCounts of(int index) {
        return ClassCounts.of(counts, index);
    }

    /**
     * Returns the share of slices whose prediction is their class, in [0, 1].
     *
     * @return empty without slices
     */
    public OptionalDouble accuracy() {
        long total = total();
        return total == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) hits() / total);
    }

    /**
     * Returns the unweighted mean of the recall of those classes that have slices, in [0, 1]; 1/K
     * for a constant answer to slices of K classes.
     *
     * @return empty without slices
     */
    public OptionalDouble balancedAccuracy() {
        return IntStream.range(0, classes.size())
                .mapToObj(k -> of(k).recall())
                .flatMapToDouble(OptionalDouble::stream)
                .average();
    }

    /**
     * Returns the unweighted mean of the classes' F1, in [0, 1]. A class that no slice has and none
     * is predicted as has no F1 and is left out of the mean.
     *
     * @return empty without slices
     */
    public OptionalDouble macroF1() {
        return ClassCounts.macroF1(IntStream.range(0, classes.size()).mapToObj(this::of).toList());
    }

    /**
     * Returns Matthews' correlation coefficient in [-1, 1], for K classes in Gorodkin's form
     * ("Comparing two K-category assignments by a K-category correlation coefficient", 2004):
     *
     * <p>R_K = (c s - sum_k p_k t_k) / sqrt((s^2 - sum_k p_k^2) (s^2 - sum_k t_k^2))
     *
     * <p>with s slices, c of them right, t_k of class k and p_k predicted as it.
     *
     * @return empty where the slices or the predictions are all of one class
     */
    public OptionalDouble mcc() {
        double s = total();
        double both = 0;
        double predictedSquares = 0;
        double trueSquares = 0;
        for (int k = 0; k < classes.size(); k++) {
            double p = predicted(k);
            double t = support(k);
            both += p * t;
            predictedSquares += p * p;
            trueSquares += t * t;
        }
        double p = s * s - predictedSquares;
        double t = s * s - trueSquares;
        return p == 0 || t == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((hits() * s - both) / Math.sqrt(p * t));
    }

    /**
     * Adds another matrix, cell by cell.
     *
     * @param other of the same classes
     * @return the slices of both
     * @throws IllegalArgumentException if the classes differ
     */
    public ConfusionMatrix plus(ConfusionMatrix other) {
        if (!classes.equals(other.classes)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "Matrices of %s and %s cannot be added",
                            classes,
                            other.classes));
        }
        long[][] sum = new long[classes.size()][classes.size()];
        for (int i = 0; i < sum.length; i++) {
            for (int j = 0; j < sum.length; j++) {
                sum[i][j] = counts[i][j] + other.counts[i][j];
            }
        }
        return new ConfusionMatrix(classes, sum);
    }

    /** The matrix of a classifier that always gives the same class. */
    ConfusionMatrix answeringAlways(int index) {
        long[][] constant = new long[classes.size()][classes.size()];
        for (int i = 0; i < constant.length; i++) {
            constant[i][index] = support(i);
        }
        return new ConfusionMatrix(classes, constant);
    }

    private long hits() {
        return IntStream.range(0, classes.size()).mapToLong(k -> counts[k][k]).sum();
    }
}
