package io.ctattention.training;

import com.google.gson.annotations.SerializedName;
import io.ctattention.evaluation.Metric;
import io.ctattention.file.Choice;
import java.util.List;
import java.util.Locale;

/**
 * The hyper-parameters of a training. {@link #PAPER} holds the values of Rao, Park and Aalami 2021.
 *
 * @param epochs passes over the training slices, at least 1
 * @param batchSize slices a step, at least 1; the last batch of an epoch may be smaller
 * @param seed decides the initial weights, the order of the slices and the augmentation
 * @param learningRate Adam's learning rate, above 0
 * @param schedule how the learning rate goes on from there
 * @param warmUpEpochs epochs in which the learning rate rises linearly from 0, from 0 to below
 *     epochs
 * @param weightDecay the share of each weight that a step takes away, times the learning rate
 *     (decoupled, Loshchilov and Hutter 2019), at least 0
 * @param classWeights how much the loss of a slice of each class counts, all above 0; null for 1,
 *     empty for {@code n / (K n_c)} from the n_c training slices of each of K classes
 * @param labelSmoothing the probability taken from the true class and spread over all (Szegedy et
 *     al. 2016), in [0, 1)
 * @param augmentation random changes to the training slices
 * @param keepBest the validation metric by which the best model is kept, the first epoch of equals;
 *     null, as in recipes of the first versions, for {@link Metric#F1}
 * @param earlyStopping the validation metric that ends the training when it stops improving, or
 *     null
 * @param patience epochs without an improvement after which early stopping ends the training, at
 *     least 1
 */
public record TrainingRecipe(
        int epochs,
        int batchSize,
        long seed,
        float learningRate,
        Schedule schedule,
        int warmUpEpochs,
        float weightDecay,
        List<Double> classWeights,
        float labelSmoothing,
        Augmentation augmentation,
        Metric keepBest,
        Metric earlyStopping,
        int patience) {

    /** How the learning rate changes from step to step. */
    public enum Schedule {
        /** It stays. */
        @SerializedName("constant")
        CONSTANT,
        /** It falls along half a cosine to 0 at the last step (Loshchilov and Hutter 2017). */
        @SerializedName("cosine")
        COSINE;

        /**
         * Returns the name used in options and cards.
         *
         * @return the name in lower case
         */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * Finds a schedule by its word.
         *
         * @param word constant or cosine, in any case
         * @return the schedule
         * @throws IllegalArgumentException if there is none of that word
         */
        public static Schedule parse(String word) {
            return Choice.of("schedule", word, List.of(values()), Schedule::word);
        }
    }

    /** Weights that make every class count the same. */
    public static final List<Double> BALANCED = List.of();

    /**
     * What keeps the best model when nobody names a metric. A network that answers the same for
     * every slice scores 1/K of it with K classes, whatever their sizes, and can win only where
     * nothing better was seen. F1 of the positive class is 0.67 for always answering it where half
     * of the slices are of it, which early epochs often do; macro-F1 is 0.47 for always answering a
     * class of nine tenths; AUROC does not see which class is answered at all.
     */
    public static final Metric KEEP_BEST = Metric.BALANCED_ACCURACY;

    /**
     * The paper's recipe: 30 epochs of batches of 34 with Adam at 0.001, no decay, no class
     * weights, no smoothing, no augmentation, seed 1. Which epoch to keep it does not say.
     */
    public static final TrainingRecipe PAPER =
            new TrainingRecipe(
                    30,
                    34,
                    1,
                    0.001f,
                    Schedule.CONSTANT,
                    0,
                    0,
                    null,
                    0,
                    Augmentation.NONE,
                    KEEP_BEST,
                    null,
                    5);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the value and what is needed
     */
    public TrainingRecipe {
        require(epochs >= 1, "epochs", epochs, "at least 1");
        require(batchSize >= 1, "batchSize", batchSize, "at least 1");
        require(
                learningRate > 0 && Float.isFinite(learningRate),
                "learningRate",
                learningRate,
                "a number above 0");
        require(
                warmUpEpochs >= 0 && warmUpEpochs < epochs,
                "warmUpEpochs",
                warmUpEpochs,
                "from 0 to below epochs");
        require(
                weightDecay >= 0 && Float.isFinite(weightDecay),
                "weightDecay",
                weightDecay,
                "at least 0");
        require(
                labelSmoothing >= 0 && labelSmoothing < 1,
                "labelSmoothing",
                labelSmoothing,
                "from 0 to below 1");
        keepBest = keepBest == null ? Metric.F1 : keepBest;
        require(patience >= 1, "patience", patience, "at least 1");
        if (classWeights != null) {
            classWeights = List.copyOf(classWeights);
            require(
                    classWeights.stream().allMatch(w -> w > 0 && Double.isFinite(w)),
                    "classWeights",
                    classWeights,
                    "numbers above 0");
        }
    }

    private static void require(boolean fits, String name, Object found, String needed) {
        if (!fits) {
            throw new IllegalArgumentException(name + " is " + found + ", needed: " + needed);
        }
    }

    /**
     * Returns the same recipe for another number of epochs.
     *
     * @param newEpochs at least 1
     * @return the recipe
     */
    public TrainingRecipe withEpochs(int newEpochs) {
        return with(newEpochs, seed, keepBest);
    }

    /**
     * Returns the same recipe for another seed.
     *
     * @param newSeed any number
     * @return the recipe
     */
    public TrainingRecipe withSeed(long newSeed) {
        return with(epochs, newSeed, keepBest);
    }

    /**
     * Returns the same recipe with another choice of the best model.
     *
     * @param metric the validation metric
     * @return the recipe
     */
    public TrainingRecipe withKeepBest(Metric metric) {
        return with(epochs, seed, metric);
    }

    private TrainingRecipe with(int newEpochs, long newSeed, Metric newKeepBest) {
        return new TrainingRecipe(
                newEpochs,
                batchSize,
                newSeed,
                learningRate,
                schedule,
                warmUpEpochs,
                weightDecay,
                classWeights,
                labelSmoothing,
                augmentation,
                newKeepBest,
                earlyStopping,
                patience);
    }
}
