package io.ctattention.training;

import io.ctattention.evaluation.Metric;
import io.ctattention.training.recipe.TrainingRecipe;
import io.ctattention.training.step.ResumableAdam;
import java.util.LinkedHashMap;
import java.util.Map;

/** A recipe as a model card shows it. */
public final class RecipeCard {

    private RecipeCard() {}

    /**
     * Lists the hyper-parameters.
     *
     * @param recipe the recipe
     * @return name to value, Adam's constants included, in the card's order
     */
    public static Map<String, Object> of(TrainingRecipe recipe) {
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("epochs", recipe.epochs());
        card.put("batchSize", recipe.batchSize());
        card.put("seed", recipe.seed());
        card.put("optimizer", "Adam");
        card.put("beta1", ResumableAdam.BETA1);
        card.put("beta2", ResumableAdam.BETA2);
        card.put("epsilon", ResumableAdam.EPSILON);
        card.put("learningRate", recipe.learningRate());
        card.put("schedule", recipe.schedule().id());
        card.put("warmUpEpochs", recipe.warmUpEpochs());
        card.put("weightDecay", recipe.weightDecay());
        card.put("classWeights", recipe.classWeights().card());
        card.put("labelSmoothing", recipe.labelSmoothing());
        card.put("augmentation", recipe.augmentation());
        card.put("keepBest", recipe.keepBest().id());
        Metric stopping = recipe.earlyStopping();
        card.put("earlyStopping", stopping == null ? null : stopping.id());
        card.put("patience", recipe.patience());
        return card;
    }
}
