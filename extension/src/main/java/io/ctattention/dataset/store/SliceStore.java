package io.ctattention.dataset.store;

import io.ctattention.dataset.Slice;
import io.ctattention.dataset.UnreadableSlicesException;
import io.ctattention.image.ImageException;
import io.ctattention.image.SliceDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Slices at a network's size, decoded once and held in memory while they fit, else decoded again
 * for every batch. Both ways give the same bits.
 *
 * <p>A pixel takes 16 bits: a level g is kept as q = round(65535 g) and handed out as q / 65535. So
 * a slice of 16 bits keeps its range, and the levels differ by less than 1e-5 from those that a
 * single image decodes to when it is predicted.
 *
 * <p>The slices fit if they need no more than the budget and no more than half of {@link
 * Runtime#maxMemory()}. What a streaming store holds is two batches ahead, and an image at full
 * size in each thread.
 *
 * <p>Batches may be taken from several threads, each with its own {@link SliceBatches}.
 */
public final class SliceStore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SliceStore.class);
    private static final int ARRAY_HEADER = 24;

    /** The level that stands for a grey level of 1. */
    public static final float HIGHEST_LEVEL = SliceLoader.LEVELS;

    private final List<Slice> slices;
    private final SliceLoader loader;
    private final int threads;
    private final Set<SliceBatches> open = ConcurrentHashMap.newKeySet();
    private final List<char[]> memory;

    private SliceStore(List<Slice> slices, SliceLoader loader, int threads, List<char[]> memory) {
        this.slices = slices;
        this.loader = loader;
        this.threads = threads;
        this.memory = memory;
    }

    /**
     * Opens a store. If the slices fit in memory this decodes all of them; otherwise it says so in
     * the log and opens none.
     *
     * @param slices the slices; their places in this list are their indices
     * @param size width and height of the network's input in pixels, at least 1
     * @param options the memory budget and the number of threads
     * @return the store; close it
     * @throws UnreadableSlicesException if any slice that goes to memory cannot be decoded
     * @throws IOException if this thread is interrupted meanwhile
     * @throws IllegalArgumentException if the size is below 1
     */
    public static SliceStore open(List<Slice> slices, int size, StoreOptions options)
            throws IOException {
        if (size < 1) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "size is %d; it must be 1 or more", size));
        }
        List<Slice> copy = List.copyOf(slices);
        SliceLoader loader = new SliceLoader(new SliceDecoder(), size);
        List<char[]> memory = null;
        if (fits(copy.size(), size, options)) {
            memory = decodeAll(copy, loader, options.threads());
        } else {
            LOG.info(
                    "{} slices need {} MiB, and the limit is {}: they are decoded for every batch",
                    copy.size(),
                    needed(copy.size(), size) >> 20,
                    budget(options) >> 20);
        }
        return new SliceStore(copy, loader, options.threads(), memory);
    }

    /**
     * Tells whether a store would hold slices in memory.
     *
     * @param count how many slices
     * @param size width and height of the network's input in pixels
     * @param options the memory budget
     * @return false if they would be decoded for every batch
     */
    public static boolean fits(int count, int size, StoreOptions options) {
        return needed(count, size) <= budget(options);
    }

    private static long needed(int count, int size) {
        return count * (ARRAY_HEADER + 2L * size * size);
    }

    private static long budget(StoreOptions options) {
        return Math.min(options.memoryBudget(), Runtime.getRuntime().maxMemory() / 2);
    }

    /**
     * Tells whether the slices are held in memory.
     *
     * @return false if they are decoded for every batch
     */
    public boolean inMemory() {
        return memory != null;
    }

    /**
     * Returns how many slices there are.
     *
     * @return 0 or more
     */
    public int count() {
        return slices.size();
    }

    /**
     * Returns the width and height of the slices.
     *
     * @return pixels, at least 1
     */
    public int size() {
        return loader.size();
    }

    /**
     * Starts to prepare batches, two ahead of the caller.
     *
     * @param order indices of the slices to hand out, in this order; any of them, any number of
     *     times
     * @param batchSize slices in a batch, at least 1; the last batch has what is left
     * @param transform changes each slice on its way, or null
     * @return the batches; close them unless they are taken to the end
     * @throws IndexOutOfBoundsException if there is no slice of an index
     * @throws IllegalArgumentException if the batch size is below 1
     */
    public SliceBatches batches(int[] order, int batchSize, PixelTransform transform) {
        for (int index : order) {
            Objects.checkIndex(index, slices.size());
        }
        if (batchSize < 1) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "batchSize is %d; it must be 1 or more", batchSize));
        }
        SliceBatches batches = new SliceBatches(this, order, batchSize, transform, threads);
        open.add(batches);
        return batches;
    }

    /** Stops all batches that are still being prepared. */
    @Override
    public void close() {
        open.forEach(SliceBatches::close);
    }

    void closed(SliceBatches batches) {
        open.remove(batches);
    }

    /** The levels of a slice, in an array of the caller's own. */
    float[] levels(int index) throws ImageException {
        return SliceLoader.levels(
                memory == null ? loader.load(slices.get(index)) : memory.get(index));
    }

    /**
     * Writes a slice's levels as bytes: the high bytes of all pixels, row by row, and then their
     * low bytes.
     *
     * @param index the slice's index
     * @param target has room for {@code 2 * size * size} more bytes
     * @throws IllegalStateException if the slices are not held in memory
     */
    public void putBytes(int index, ByteBuffer target) {
        if (memory == null) {
            throw new IllegalStateException("The slices are decoded for every batch");
        }
        char[] levels = memory.get(index);
        for (char level : levels) {
            target.put((byte) (level >> 8));
        }
        for (char level : levels) {
            target.put((byte) level);
        }
    }

    private static List<char[]> decodeAll(List<Slice> slices, SliceLoader loader, int threads)
            throws IOException {
        ExecutorService pool = SliceThreads.start(threads);
        try {
            List<Future<char[]>> tasks = new ArrayList<>();
            for (Slice slice : slices) {
                tasks.add(pool.submit(() -> loader.load(slice)));
            }
            List<char[]> decoded = new ArrayList<>();
            List<ImageException> faults = new ArrayList<>();
            for (Future<char[]> task : tasks) {
                try {
                    decoded.add(SliceThreads.await(task));
                } catch (ImageException e) {
                    faults.add(e);
                }
            }
            if (!faults.isEmpty()) {
                throw new UnreadableSlicesException(faults, slices.size());
            }
            return decoded;
        } finally {
            SliceThreads.stop(pool);
        }
    }
}
