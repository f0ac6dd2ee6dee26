package io.ctattention.training;

import ai.djl.Device;
import io.ctattention.block.NetworkSpec;
import io.ctattention.dataset.PartitionOptions;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.store.StoreOptions;
import io.ctattention.training.recipe.TrainingRecipe;
import java.nio.file.Path;
import java.util.Locale;

/**
 * One training: what, on which slices, how, where and into which folder.
 *
 * @param network the network to train
 * @param slices all slices, of as many classes as the network has logits
 * @param partition how they are split
 * @param recipe the hyper-parameters
 * @param device where to train
 * @param store where the decoded slices live
 * @param run the folder for the results; an older run in it is refused unless resumed
 * @param resume whether to go on from the folder's checkpoint, if it has one
 */
public record TrainingPlan(
        NetworkSpec network,
        SliceSet slices,
        PartitionOptions partition,
        TrainingRecipe recipe,
        Device device,
        StoreOptions store,
        Path run,
        boolean resume) {

    /** The sub-folder of the best model. */
    public static final String BEST = "best";

    /** The sub-folder of the last checkpoint. */
    public static final String LAST = "last";

    TrainingPlan withRecipe(TrainingRecipe newRecipe) {
        return new TrainingPlan(network, slices, partition, newRecipe, device, store, run, resume);
    }

    /**
     * Checks that the parts fit together.
     *
     * @throws IllegalArgumentException if they do not
     */
    public TrainingPlan {
        int classes = slices.classes().size();
        if (classes != network.classes()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The slices have %d classes %s, the network %d",
                            classes,
                            slices.classes(),
                            network.classes()));
        }
        int weights = recipe.classWeights() == null ? 0 : recipe.classWeights().size();
        if (weights != 0 && weights != classes) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "There are %d class weights for the %d classes %s",
                            weights,
                            classes,
                            slices.classes()));
        }
    }
}
