package io.ctattention.training.recipe;

import com.google.gson.annotations.SerializedName;
import io.ctattention.evaluation.Metric;
import io.ctattention.file.Choice;
import java.util.List;
import java.util.Locale;

/**
 * The hyper-parameters of a training. {@link #PAPER} holds the values of Rao, Park and Aalami 2021.
 *
 * @param epochs passes over the training slices, at least 1 @param batchSize slices per training
 *     step, at least 1; the last batch of an epoch may be smaller
 * @param seed decides the initial weights, the order of the slices and the augmentation
 * @param learningRate Adam's learning rate, above 0
 * @param schedule how the learning rate changes from there on
 * @param warmUpEpochs epochs in which the learning rate rises linearly from 0, from 0 to below
 *     epochs
 * @param weightDecay the share of each weight that a step takes away, times the learning rate
 *     (decoupled, Loshchilov and Hutter 2019), at least 0
 * @param classWeights how much the loss of a slice of each class counts; null, as in recipes that
 *     are stored, for {@link ClassWeights#NONE}
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
        ClassWeights classWeights,
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
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * Finds a schedule by its id.
         *
         * @param id constant or cosine, in any case
         * @return the schedule
         * @throws IllegalArgumentException if there is none
         */
        public static Schedule parse(String id) {
            return Choice.of("schedule", id, List.of(values()), Schedule::id);
        }
    }

    /**
     * The default metric for keeping the best model. A network that answers the same for every
     * slice scores 1/K of it with K classes, whatever their sizes, and can win only where nothing
     * better was seen. F1 of the positive class is 0.67 for always answering it where half of the
     * slices are of it, which early epochs often do; macro-F1 is 0.47 for always answering a class
     * of nine tenths; AUROC does not see which class is answered at all.
     */
    public static final Metric KEEP_BEST = Metric.BALANCED_ACCURACY;

    /**
     * The paper's recipe: 30 epochs of batches of 34 with Adam at 0.001, no decay, no class
     * weights, no smoothing, no augmentation, seed 1. Which epoch to keep it does not say.
     */
    public static final TrainingRecipe PAPER = builder().build();

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
        classWeights = classWeights == null ? ClassWeights.NONE : classWeights;
    }

    private static void require(boolean fits, String name, Object found, String needed) {
        if (!fits) {
            throw new IllegalArgumentException(name + " is " + found + "; it must be " + needed);
        }
    }

    /**
     * Starts from the paper's recipe.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts from this recipe.
     *
     * @return a builder
     */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.epochs = epochs;
        builder.batchSize = batchSize;
        builder.seed = seed;
        builder.learningRate = learningRate;
        builder.schedule = schedule;
        builder.warmUpEpochs = warmUpEpochs;
        builder.weightDecay = weightDecay;
        builder.classWeights = classWeights;
        builder.labelSmoothing = labelSmoothing;
        builder.augmentation = augmentation;
        builder.keepBest = keepBest;
        builder.earlyStopping = earlyStopping;
        builder.patience = patience;
        return builder;
    }

    /**
     * Returns the same recipe for another number of epochs.
     *
     * @param newEpochs at least 1
     * @return the recipe
     */
    public TrainingRecipe withEpochs(int newEpochs) {
        return toBuilder().optEpochs(newEpochs).build();
    }

    /**
     * Returns the same recipe for another seed.
     *
     * @param newSeed any number
     * @return the recipe
     */
    public TrainingRecipe withSeed(long newSeed) {
        return toBuilder().optSeed(newSeed).build();
    }

    /** Builds recipes; the defaults are the paper's. */
    public static final class Builder {

        private int epochs = 30;
        private int batchSize = 34;
        private long seed = 1;
        private float learningRate = 0.001f;
        private Schedule schedule = Schedule.CONSTANT;
        private int warmUpEpochs;
        private float weightDecay;
        private ClassWeights classWeights = ClassWeights.NONE;
        private float labelSmoothing;
        private Augmentation augmentation = Augmentation.NONE;
        private Metric keepBest = KEEP_BEST;
        private Metric earlyStopping;
        private int patience = 5;

        private Builder() {}

        /**
         * Sets the epochs.
         *
         * @param newEpochs passes over the training slices, at least 1
         * @return this
         */
        public Builder optEpochs(int newEpochs) {
            epochs = newEpochs;
            return this;
        }

        /**
         * Sets the batch size.
         *
         * @param newBatchSize slices a step, at least 1
         * @return this
         */
        public Builder optBatchSize(int newBatchSize) {
            batchSize = newBatchSize;
            return this;
        }

        /**
         * Sets the seed.
         *
         * @param newSeed any number
         * @return this
         */
        public Builder optSeed(long newSeed) {
            seed = newSeed;
            return this;
        }

        /**
         * Sets the learning rate.
         *
         * @param newLearningRate Adam's learning rate, above 0
         * @return this
         */
        public Builder optLearningRate(float newLearningRate) {
            learningRate = newLearningRate;
            return this;
        }

        /**
         * Sets the schedule.
         *
         * @param newSchedule how the learning rate goes on from there
         * @return this
         */
        public Builder optSchedule(Schedule newSchedule) {
            schedule = newSchedule;
            return this;
        }

        /**
         * Sets the warm-up.
         *
         * @param newWarmUpEpochs epochs in which the learning rate rises, from 0 to below epochs
         * @return this
         */
        public Builder optWarmUpEpochs(int newWarmUpEpochs) {
            warmUpEpochs = newWarmUpEpochs;
            return this;
        }

        /**
         * Sets the weight decay.
         *
         * @param newWeightDecay the share of each weight that a step takes away, times the learning
         *     rate
         * @return this
         */
        public Builder optWeightDecay(float newWeightDecay) {
            weightDecay = newWeightDecay;
            return this;
        }

        /**
         * Sets the weights of classes.
         *
         * @param newClassWeights how much the loss of a slice of each class counts
         * @return this
         */
        public Builder optClassWeights(ClassWeights newClassWeights) {
            classWeights = newClassWeights;
            return this;
        }

        /**
         * Sets the label smoothing.
         *
         * @param newLabelSmoothing the probability spread over all classes, in [0, 1)
         * @return this
         */
        public Builder optLabelSmoothing(float newLabelSmoothing) {
            labelSmoothing = newLabelSmoothing;
            return this;
        }

        /**
         * Sets the augmentation.
         *
         * @param newAugmentation random changes to the training slices
         * @return this
         */
        public Builder optAugmentation(Augmentation newAugmentation) {
            augmentation = newAugmentation;
            return this;
        }

        /**
         * Sets what keeps the best model.
         *
         * @param newKeepBest the validation metric by which the best model is kept
         * @return this
         */
        public Builder optKeepBest(Metric newKeepBest) {
            keepBest = newKeepBest;
            return this;
        }

        /**
         * Sets what ends the training early.
         *
         * @param newEarlyStopping the validation metric that ends the training, or null
         * @return this
         */
        public Builder optEarlyStopping(Metric newEarlyStopping) {
            earlyStopping = newEarlyStopping;
            return this;
        }

        /**
         * Sets the patience of early stopping.
         *
         * @param newPatience epochs without an improvement, at least 1
         * @return this
         */
        public Builder optPatience(int newPatience) {
            patience = newPatience;
            return this;
        }

        /**
         * Builds the recipe.
         *
         * @return the recipe
         * @throws IllegalArgumentException naming a value that does not fit, and what is needed
         */
        public TrainingRecipe build() {
            return new TrainingRecipe(
                    epochs,
                    batchSize,
                    seed,
                    learningRate,
                    schedule,
                    warmUpEpochs,
                    weightDecay,
                    classWeights,
                    labelSmoothing,
                    augmentation,
                    keepBest,
                    earlyStopping,
                    patience);
        }
    }
}
