package io.ctattention.training.recipe;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How much the loss of a slice of each class counts.
 *
 * @param kind where the weights come from
 * @param weights one for each class in the order of the logits, all above 0; empty unless they are
 *     given by class
 */
public record ClassWeights(Kind kind, List<Double> weights) {

    /** Where weights come from. */
    public enum Kind {
        /** Every slice counts 1. */
        NONE,
        /** {@code n / (K n_c)} from the n_c training slices of each of K classes. */
        BALANCED,
        /** They are given. */
        BY_CLASS
    }

    /** Every slice counts 1. */
    public static final ClassWeights NONE = new ClassWeights(Kind.NONE, List.of());

    /** All classes count the same. */
    public static final ClassWeights BALANCED = new ClassWeights(Kind.BALANCED, List.of());

    /**
     * Checks the weights.
     *
     * @throws IllegalArgumentException naming the weights and what is needed
     */
    public ClassWeights {
        weights = List.copyOf(weights);
        if (weights.isEmpty() == (kind == Kind.BY_CLASS)
                || !weights.stream().allMatch(w -> w > 0 && Double.isFinite(w))) {
            throw new IllegalArgumentException(
                    "classWeights is " + weights + "; each must be above 0");
        }
    }

    /**
     * Gives each class its own weight.
     *
     * @param weights one for each class in the order of the logits, all above 0
     * @return the weights
     */
    public static ClassWeights byClass(List<Double> weights) {
        return new ClassWeights(Kind.BY_CLASS, weights);
    }

    /**
     * Checks that there is a weight for each class.
     *
     * @param classes the names of the classes
     * @throws IllegalArgumentException if weights are given by class, and are more or fewer
     */
    public void requireOneEach(List<String> classes) {
        if (kind == Kind.BY_CLASS && weights.size() != classes.size()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "There are %d class weights for the %d classes %s",
                            weights.size(),
                            classes.size(),
                            classes));
        }
    }

    /**
     * Computes the weights for slices.
     *
     * @param labels the class of each training slice
     * @param classes how many classes there are
     * @return a weight for each class
     */
    public double[] of(int[] labels, int classes) {
        IntStream all = IntStream.range(0, classes);
        return switch (kind) {
            case NONE -> all.mapToDouble(k -> 1).toArray();
            case BALANCED -> all.mapToDouble(k -> balanced(labels, k, classes)).toArray();
            case BY_CLASS -> all.mapToDouble(weights::get).toArray();
        };
    }

    private static double balanced(int[] labels, int k, int classes) {
        long own = Arrays.stream(labels).filter(label -> label == k).count();
        return labels.length / (double) (classes * own);
    }

    /**
     * Returns them as a model card shows them.
     *
     * @return {@code none}, {@code balanced} or the list of weights
     */
    public Object card() {
        return kind == Kind.BY_CLASS ? weights : kind.name().toLowerCase(Locale.ROOT);
    }
}
