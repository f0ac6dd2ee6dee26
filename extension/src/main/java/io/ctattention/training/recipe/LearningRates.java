package io.ctattention.training.recipe;

import ai.djl.training.tracker.Tracker;

/** Makes DJL's tracker of a recipe's learning rate. */
public final class LearningRates {

    private LearningRates() {}

    /**
     * Makes a tracker.
     *
     * @param recipe the hyper-parameters
     * @param batches of an epoch
     * @return the rate of each step, from 1
     */
    public static Tracker of(TrainingRecipe recipe, int batches) {
        int warmUp = recipe.warmUpEpochs() * batches;
        float rate = recipe.learningRate();
        Tracker main =
                switch (recipe.schedule()) {
                    case CONSTANT -> Tracker.fixed(rate);
                    case COSINE ->
                            Tracker.cosine()
                                    .setBaseValue(rate)
                                    .optFinalValue(0)
                                    .setMaxUpdates(recipe.epochs() * batches - warmUp)
                                    .build();
                };
        if (warmUp == 0) {
            return main;
        }
        return Tracker.warmUp()
                .setMainTracker(main)
                .optWarmUpBeginValue(0)
                .optWarmUpSteps(warmUp)
                .build();
    }
}
