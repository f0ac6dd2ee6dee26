package io.ctattention.dataset.store;

import io.ctattention.image.ImageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Batches of a {@link SliceStore}, prepared by threads of their own while the caller works on the
 * one before. The threads end with the last batch, with an exception, or with {@link #close()}. For
 * one consumer.
 */
public final class SliceBatches implements Iterator<SliceBatch>, AutoCloseable {

    private static final int AHEAD = 2;

    private final SliceStore store;
    private final int[] order;
    private final int batchSize;
    private final PixelTransform transform;
    private final ExecutorService threads;
    private final Deque<Pending> ahead = new ArrayDeque<>();
    private int started;
    private volatile boolean closed;

    /** A batch whose slices are being filled in. */
    private record Pending(SliceBatch batch, List<Future<?>> slices) {}

    SliceBatches(
            SliceStore store, int[] order, int batchSize, PixelTransform transform, int threads) {
        this.store = store;
        this.order = order.clone();
        this.batchSize = batchSize;
        this.transform = transform;
        this.threads = SliceThreads.start(threads);
        prefetch();
    }

    @Override
    public boolean hasNext() {
        return !closed && !ahead.isEmpty();
    }

    /**
     * Returns the next batch, and waits for it if need be.
     *
     * @throws UncheckedIOException if one of its slices cannot be decoded; the message names it
     * @throws NoSuchElementException if there are no more, or after {@link #close()}
     */
    @Override
    public SliceBatch next() {
        if (!hasNext()) {
            throw new NoSuchElementException("There are no more batches");
        }
        Pending pending = ahead.remove();
        boolean more = false;
        try {
            for (Future<?> slice : pending.slices) {
                SliceThreads.await(slice);
            }
            prefetch();
            more = !ahead.isEmpty();
            return pending.batch;
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        } finally {
            if (!more) {
                close();
            }
        }
    }

    /** Stops the threads; batches that were not taken are lost. May be called twice. */
    @Override
    public void close() {
        closed = true;
        SliceThreads.stop(threads);
        store.closed(this);
    }

    private void prefetch() {
        while (ahead.size() < AHEAD && started < order.length) {
            int end = Math.min(order.length, started + batchSize);
            ahead.add(start(Arrays.copyOfRange(order, started, end)));
            started = end;
        }
    }

    private Pending start(int[] indices) {
        int area = store.size() * store.size();
        float[] pixels = new float[Math.multiplyExact(indices.length, area)];
        List<Future<?>> slices = new ArrayList<>();
        for (int i = 0; i < indices.length; i++) {
            int index = indices[i];
            int offset = i * area;
            slices.add(threads.submit(() -> fill(index, pixels, offset, area)));
        }
        return new Pending(new SliceBatch(indices, pixels), slices);
    }

    private Void fill(int index, float[] pixels, int offset, int area) throws ImageException {
        float[] levels = store.levels(index);
        float[] changed = transform == null ? levels : transform.apply(index, levels);
        if (changed.length != area) {
            throw new IllegalStateException(
                    String.format(
                            Locale.ROOT,
                            "The transform made %d pixels of %d",
                            changed.length,
                            area));
        }
        System.arraycopy(changed, 0, pixels, offset, area);
        return null;
    }
}
