package io.ctattention.model;

import io.ctattention.block.NetworkSpec;
import io.ctattention.dataset.Slice;
import io.ctattention.file.NameEncoding;
import io.ctattention.image.DecodedImage;
import io.ctattention.image.ImageException;
import io.ctattention.image.SliceDecoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads slices as a network sees them, on all processors; a bad one does not stop the others. */
public final class SliceReader {

    /** How many slices are worth a forward pass together. */
    public static final int BATCH = 32;

    private final SliceDecoder decoder = new SliceDecoder();
    private final int size;
    private final boolean keepsImages;

    /**
     * Creates a reader that keeps the slices in their own size, too.
     *
     * @param network the network that the slices go into
     */
    public SliceReader(NetworkSpec network) {
        this(network, true);
    }

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
     * A slice to read.
     *
     * @param name what results and errors call it
     * @param file where it is, null if the content is at hand
     * @param content the encoded image, null if it is in the file
     * @param fault why there is nothing to read, null if there is
     */
    public record Source(String name, Path file, byte[] content, String fault) {

        /**
         * Names a file by its path.
         *
         * @param file the file
         * @return the source
         */
        public static Source of(Path file) {
            return new Source(file.toString(), file, null, null);
        }

        /**
         * Names a slice of a data set by its name there.
         *
         * @param slice the slice
         * @return the source
         */
        public static Source of(Slice slice) {
            return new Source(slice.name(), slice.file(), null, null);
        }

        /**
         * Names an image in memory.
         *
         * @param name what results and errors call it
         * @param content the encoded image
         * @return the source
         */
        public static Source of(String name, byte[] content) {
            return new Source(name, null, content, null);
        }

        /**
         * Stands for what was asked for and cannot be read.
         *
         * @param name what results call it
         * @param fault a sentence that names it and says why
         * @return a source whose slice is that error
         */
        public static Source fault(String name, String fault) {
            return new Source(name, null, null, fault);
        }

        private Optional<String> unreadable() {
            return file == null ? Optional.ofNullable(fault) : NameEncoding.fault(file);
        }
    }

    /**
     * A slice that was read, or the reason why it could not be.
     *
     * @param name the source's name
     * @param image the slice in its own size, null if it was not kept or could not be read
     * @param pixels {@code size * size} grey levels in [0, 1], null if it could not be read
     * @param error the fault, null if it was read
     */
    public record ReadSlice(String name, DecodedImage image, float[] pixels, String error) {}

    /**
     * Reads slices.
     *
     * @param sources what to read
     * @return a slice or an error for each source, in the same order
     */
    public List<ReadSlice> read(List<Source> sources) {
        return sources.parallelStream().map(this::read).toList();
    }

    private ReadSlice read(Source source) {
        Optional<String> unreadable = source.unreadable();
        if (unreadable.isPresent()) {
            return new ReadSlice(source.name(), null, null, unreadable.get());
        }
        try {
            DecodedImage image =
                    source.content() == null
                            ? decoder.decode(source.file())
                            : decoder.decode(source.name(), source.content());
            float[] pixels = image.grey().resize(size, size).pixels();
            return new ReadSlice(source.name(), keepsImages ? image : null, pixels, null);
        } catch (ImageException e) {
            return new ReadSlice(source.name(), null, null, e.getMessage());
        }
    }

    /**
     * Puts the readable slices of a batch behind each other.
     *
     * @param slices read slices; those with an error are left out
     * @return {@code N * size * size} grey levels for the N readable ones
     */
    public float[] stack(List<ReadSlice> slices) {
        List<float[]> readable =
                slices.stream().map(ReadSlice::pixels).filter(p -> p != null).toList();
        float[] pixels = new float[readable.size() * size * size];
        for (int i = 0; i < readable.size(); i++) {
            System.arraycopy(readable.get(i), 0, pixels, i * size * size, size * size);
        }
        return pixels;
    }
}
