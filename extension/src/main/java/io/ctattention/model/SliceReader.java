package io.ctattention.model;

import io.ctattention.block.NetworkSpec;
import io.ctattention.image.GreyImage;
import io.ctattention.image.ImageException;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/**
 * The one way from slices to answers: reads slices as a network sees them, on all processors, and
 * has those that could be read answered, a batch at a time. A bad one does not stop the others.
 */
public final class SliceReader {

    /** The number of slices in one forward pass. */
    public static final int BATCH = 32;

    private final int size;
    private final boolean keepsImages;

    /**
     * Creates a reader.
     *
     * @param network the network that the slices go into
     * @param keepsImages whether the slices are needed in their own size, too: a batch of large
     *     ones takes much memory
     */
    public SliceReader(NetworkSpec network, boolean keepsImages) {
        size = network.size();
        this.keepsImages = keepsImages;
    }

    /**
     * A slice that was read.
     *
     * @param name the source's name
     * @param image the slice in its own size, null if it was not kept
     * @param input the slice as the network sees it, {@code size x size}
     */
    public record ReadSlice(String name, BufferedImage image, GreyImage input) {}

    /**
     * Splits many slices into batches of {@link #BATCH}, for callers that work between batches.
     *
     * @param <S> what stands for a slice
     * @param slices any number of them
     * @return views of the list; only the last one may be smaller
     */
    public static <S> List<List<S>> batches(List<S> slices) {
        List<List<S>> batches = new ArrayList<>();
        for (int from = 0; from < slices.size(); from += BATCH) {
            batches.add(slices.subList(from, Math.min(from + BATCH, slices.size())));
        }
        return batches;
    }

    /**
     * Reads slices and answers them, batch by batch.
     *
     * @param <T> the answer for a slice
     * @param sources any number of slices
     * @param answers answers a batch of at least one slice, one answer for each
     * @return an answer or an error for each source, in the same order
     */
    public <T> List<SliceResult<T>> answer(
            List<SliceSource> sources, Function<List<ReadSlice>, List<T>> answers) {
        List<SliceResult<T>> results = new ArrayList<>(sources.size());
        for (List<SliceSource> batch : batches(sources)) {
            List<SliceResult<ReadSlice>> read = read(batch);
            List<ReadSlice> readable = SliceResult.values(read);
            Iterator<T> each =
                    (readable.isEmpty() ? List.<T>of() : answers.apply(readable)).iterator();
            for (SliceResult<ReadSlice> slice : read) {
                T value = slice.ok() ? each.next() : null;
                results.add(new SliceResult<>(slice.name(), value, slice.error()));
            }
        }
        return results;
    }

    /**
     * Reads slices, all at once.
     *
     * @param sources what to read
     * @return a slice or an error for each source, in the same order
     */
    public List<SliceResult<ReadSlice>> read(List<SliceSource> sources) {
        return sources.parallelStream().map(this::read).toList();
    }

    private SliceResult<ReadSlice> read(SliceSource source) {
        try {
            BufferedImage image = source.read();
            GreyImage input = GreyImage.of(image).resize(size, size);
            ReadSlice slice = new ReadSlice(source.name(), keepsImages ? image : null, input);
            return new SliceResult<>(source.name(), slice, null);
        } catch (ImageException e) {
            return new SliceResult<>(source.name(), null, e);
        }
    }

    /**
     * Joins the slices of a batch, one after the other.
     *
     * @param slices N slices of one size
     * @return {@code N * size * size} grey levels in [0, 1]
     */
    public static float[] stack(List<ReadSlice> slices) {
        int cells = slices.isEmpty() ? 0 : slices.get(0).input().pixels().length;
        float[] pixels = new float[slices.size() * cells];
        for (int i = 0; i < slices.size(); i++) {
            System.arraycopy(slices.get(i).input().pixels(), 0, pixels, i * cells, cells);
        }
        return pixels;
    }
}
