package io.ctattention.evaluation;

import java.util.Arrays;
import java.util.Collection;
import java.util.OptionalDouble;

/**
 * The counts of one class against all others, and the ratios that follow from them. A ratio whose
 * denominator is 0 is empty.
 *
 * @param truePositives slices of the class predicted as it
 * @param falsePositives slices of other classes predicted as it
 * @param falseNegatives slices of the class predicted as another
 * @param trueNegatives slices of other classes predicted as another
 */
public record ClassCounts(
        long truePositives, long falsePositives, long falseNegatives, long trueNegatives) {

    static final ClassCounts NONE = new ClassCounts(0, 0, 0, 0);

    /**
     * Returns F1 = 2 TP / (2 TP + FP + FN), in [0, 1].
     *
     * @return 0 where the class occurs but is never met; empty where no slice is of the class and
     *     none is predicted as it
     */
    public OptionalDouble f1() {
        return ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
    }

    /**
     * Returns TP / (TP + FP), in [0, 1].
     *
     * @return empty where no slice is predicted as the class
     */
    public OptionalDouble precision() {
        return ratio(truePositives, truePositives + falsePositives);
    }

    /**
     * Returns TP / (TP + FN), in [0, 1]; also known as sensitivity.
     *
     * @return empty where no slice is of the class
     */
    public OptionalDouble recall() {
        return ratio(truePositives, truePositives + falseNegatives);
    }

    /**
     * Returns TN / (TN + FP), in [0, 1].
     *
     * @return empty where every slice is of the class
     */
    public OptionalDouble specificity() {
        return ratio(trueNegatives, trueNegatives + falsePositives);
    }

    /** Sets class k of {@code counts[true][predicted]} against all others. */
    static ClassCounts of(long[][] counts, int k) {
        long support = 0;
        long predicted = 0;
        long total = 0;
        for (int i = 0; i < counts.length; i++) {
            support += counts[k][i];
            predicted += counts[i][k];
            total += Arrays.stream(counts[i]).sum();
        }
        long hits = counts[k][k];
        return new ClassCounts(
                hits, predicted - hits, support - hits, total - support - predicted + hits);
    }

    ClassCounts plus(ClassCounts other) {
        return new ClassCounts(
                truePositives + other.truePositives,
                falsePositives + other.falsePositives,
                falseNegatives + other.falseNegatives,
                trueNegatives + other.trueNegatives);
    }

    /** The unweighted mean of F1 over the classes where it is defined. */
    static OptionalDouble macroF1(Collection<ClassCounts> classes) {
        return classes.stream()
                .map(ClassCounts::f1)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .average();
    }

    /** F1 of the counts summed over the classes. */
    static OptionalDouble microF1(Collection<ClassCounts> classes) {
        return classes.stream().reduce(NONE, ClassCounts::plus).f1();
    }

    private static OptionalDouble ratio(long part, long whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }
}
