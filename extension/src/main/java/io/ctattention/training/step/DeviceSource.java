package io.ctattention.training.step;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.ctattention.dataset.store.SliceStore;
import io.ctattention.training.recipe.Augmentation.Change;
import io.ctattention.training.recipe.TrainingRecipe;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * All slices as bytes in the device's memory, two a pixel, from which batches are gathered and
 * augmented there. An epoch's order and changes are copied to the device when it starts; from then
 * on the host only enqueues operations and waits for none.
 */
public final class DeviceSource implements BatchSource {

    /** Levels are copied in pieces of at most so many bytes, or of one slice. */
    private static final long PIECE = 64L << 20;

    private final int side;
    private final TrainingRecipe recipe;
    private final NDManager manager;

    /** {@code (slices, 2, side * side)} uint8: the high and the low byte of every level. */
    private final NDArray bytes;

    private final NDArray labels;
    private final NDArray highest;
    private final NDArray highByte;
    private final DeviceAugmentation augmentation;

    /**
     * Copies the slices to the device.
     *
     * @param manager owns the copy; closed with it
     * @param store the slices, held in memory
     * @param labels their classes
     * @param recipe the batch size and the augmentation
     */
    public DeviceSource(NDManager manager, SliceStore store, int[] labels, TrainingRecipe recipe) {
        this.manager = manager;
        this.recipe = recipe;
        side = store.size();
        bytes = copy(manager, store);
        this.labels = manager.create(Arrays.stream(labels).asLongStream().toArray());
        highest = manager.create(SliceStore.HIGHEST_LEVEL);
        highByte = manager.create(256f);
        augmentation = new DeviceAugmentation(manager, recipe.augmentation(), side);
    }

    private static NDArray copy(NDManager manager, SliceStore store) {
        int area = store.size() * store.size();
        Shape shape = new Shape(store.count(), 2, area);
        NDArray all = manager.create(shape, DataType.UINT8);
        int piece = (int) Math.max(1, PIECE / (2L * area));
        for (int begin = 0; begin < store.count(); begin += piece) {
            int end = Math.min(store.count(), begin + piece);
            ByteBuffer levels = ByteBuffer.allocateDirect((end - begin) * area * 2);
            for (int i = begin; i < end; i++) {
                store.putBytes(i, levels);
            }
            Shape part = new Shape(end - begin, 2, area);
            try (NDArray array = manager.create(levels.flip(), part, DataType.UINT8)) {
                all.set(new NDIndex(String.format(Locale.ROOT, "%d:%d", begin, end)), array);
            }
        }
        return all;
    }

    @Override
    public StepBatches batches(int[] order, IntFunction<Change> changes) {
        return new Epoch(order, changes);
    }

    private final class Epoch implements StepBatches {

        private final int count;
        private final NDManager epoch;
        private final NDArray order;
        private final NDArray changes;
        private int begin;

        Epoch(int[] order, IntFunction<Change> changes) {
            count = order.length;
            epoch = manager.newSubManager();
            this.order = epoch.create(Arrays.stream(order).asLongStream().toArray());
            this.changes =
                    changes == null
                            ? null
                            : augmentation.table(
                                    epoch, Arrays.stream(order).mapToObj(changes).toList());
        }

        @Override
        public boolean hasNext() {
            return begin < count;
        }

        @Override
        public StepBatch next(NDManager scope) {
            int end = Math.min(count, begin + recipe.batchSize());
            NDIndex rows = new NDIndex(String.format(Locale.ROOT, "%d:%d", begin, end));
            NDArray indices = order.get(scope, rows);
            NDArray levels =
                    bytes.get(scope, new NDIndex("{}", indices)).toType(DataType.FLOAT32, false);
            NDArray slices = levels.get(":, 0").mul(highByte).add(levels.get(":, 1")).div(highest);
            if (changes != null) {
                slices = augmentation.apply(slices, changes.get(scope, rows));
            }
            begin = end;
            return new StepBatch(
                    slices.reshape(-1, 1, side, side),
                    labels.get(scope, new NDIndex("{}", indices)));
        }

        @Override
        public void close() {
            epoch.close();
        }
    }
}
