package io.ctattention.training.step;

import ai.djl.ndarray.NDManager;
import io.ctattention.block.NetworkSpec;
import io.ctattention.dataset.store.PixelTransform;
import io.ctattention.dataset.store.SliceBatch;
import io.ctattention.dataset.store.SliceBatches;
import io.ctattention.dataset.store.SliceStore;
import io.ctattention.model.SliceInput;
import io.ctattention.training.recipe.Augmentation.Change;
import io.ctattention.training.recipe.TrainingRecipe;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Batches made by the host's threads, two ahead, and copied to the device one by one: on the CPU no
 * copy leaves the memory, on a GPU each waits for the device.
 */
public final class HostSource implements BatchSource {

    private final SliceStore store;
    private final int[] labels;
    private final NetworkSpec network;
    private final TrainingRecipe recipe;

    /**
     * Creates the source.
     *
     * @param store the slices
     * @param labels their classes
     * @param network whose input the slices become
     * @param recipe the batch size and the augmentation
     */
    public HostSource(SliceStore store, int[] labels, NetworkSpec network, TrainingRecipe recipe) {
        this.store = store;
        this.labels = labels;
        this.network = network;
        this.recipe = recipe;
    }

    @Override
    public StepBatches batches(int[] order, IntFunction<Change> changes) {
        PixelTransform transform =
                changes == null
                        ? null
                        : (index, pixels) ->
                                recipe.augmentation()
                                        .apply(pixels, network.size(), changes.apply(index));
        SliceBatches batches = store.batches(order, recipe.batchSize(), transform);
        return new StepBatches() {
            @Override
            public boolean hasNext() {
                return batches.hasNext();
            }

            @Override
            public StepBatch next(NDManager scope) {
                SliceBatch batch = batches.next();
                long[] truth = IntStream.of(batch.indices()).mapToLong(i -> labels[i]).toArray();
                return new StepBatch(
                        SliceInput.of(scope, network, batch.pixels()), scope.create(truth));
            }

            @Override
            public void close() {
                batches.close();
            }
        };
    }
}
