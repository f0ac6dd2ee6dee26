package io.ctattention.training.step;

import io.ctattention.training.recipe.Augmentation.Change;
import java.util.function.IntFunction;

/** Where a training's batches come from: the host's memory, files, or the device's memory. */
public interface BatchSource {

    /**
     * Starts an epoch.
     *
     * @param order indices of the slices, in the order to hand them out
     * @param changes how augmentation changes the slice of an index, or null to leave all as they
     *     are
     * @return the batches; close them
     */
    StepBatches batches(int[] order, IntFunction<Change> changes);
}
