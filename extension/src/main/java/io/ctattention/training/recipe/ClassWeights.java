package io.ctattention.training.recipe;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Makes the weights of a recipe's classes. */
public final class ClassWeights {

    private ClassWeights() {}

    public static double[] of(TrainingRecipe recipe, int[] labels, int classes) {
        if (recipe.classWeights() == null) {
            double[] ones = new double[classes];
            Arrays.fill(ones, 1);
            return ones;
        }
        if (!recipe.classWeights().isEmpty()) {
            return recipe.classWeights().stream().mapToDouble(Double::doubleValue).toArray();
        }
        return IntStream.range(0, classes).mapToDouble(k -> balanced(labels, k, classes)).toArray();
    }

    private static double balanced(int[] labels, int k, int classes) {
        long own = Arrays.stream(labels).filter(label -> label == k).count();
        return labels.length / (double) (classes * own);
    }
}
