package io.ctattention.model;

import ai.djl.modality.cv.Image;
import io.ctattention.dataset.Slice;
import io.ctattention.file.NameEncoding;
import io.ctattention.image.ImageException;
import io.ctattention.image.ImageException.Kind;
import io.ctattention.image.SliceDecoder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A slice to read: a PNG or JPEG file, its content, or a decoded image; and what answers and errors
 * call it.
 */
public final class SliceSource {

    /** The name of a slice that has none. */
    public static final String UNNAMED = "slice";

    private static final SliceDecoder DECODER = new SliceDecoder();

    private final String name;
    private final Pixels pixels;

    private SliceSource(String name, Pixels pixels) {
        this.name = Objects.requireNonNull(name, "a slice needs a name");
        this.pixels = pixels;
    }

    @FunctionalInterface
    private interface Pixels {
        BufferedImage read() throws IOException;
    }

    /**
     * Takes a file, and its path as the name.
     *
     * @param file a PNG or JPEG file
     * @return the source
     */
    public static SliceSource of(Path file) {
        return new SliceSource(file.toString(), () -> decode(file));
    }

    /**
     * Takes a slice of a data set, and its name there.
     *
     * @param slice the slice
     * @return the source
     */
    public static SliceSource of(Slice slice) {
        return new SliceSource(slice.name(), () -> decode(slice.file()));
    }

    private static BufferedImage decode(Path file) throws ImageException {
        Optional<String> unwritable = NameEncoding.unwritable(file);
        if (unwritable.isPresent()) {
            throw new ImageException(unwritable.get(), Kind.UNREADABLE, NameEncoding.fault());
        }
        return DECODER.decode(file).image();
    }

    /**
     * Takes the content of a file.
     *
     * @param name what answers and errors call it
     * @param content a PNG or JPEG file in memory
     * @return the source
     */
    public static SliceSource of(String name, byte[] content) {
        Objects.requireNonNull(content, "a slice needs its content");
        return new SliceSource(name, () -> DECODER.decode(name, content).image());
    }

    /**
     * Takes a stream. It is read once, when the slice is; the caller closes it.
     *
     * @param name what answers and errors call it
     * @param in the bytes of a PNG or JPEG file
     * @return the source
     */
    public static SliceSource of(String name, InputStream in) {
        Objects.requireNonNull(in, "a slice needs its content");
        return new SliceSource(name, () -> DECODER.decode(name, in).image());
    }

    /**
     * Takes an image that is decoded already.
     *
     * @param name what answers and errors call it
     * @param image its pixels
     * @return the source
     */
    public static SliceSource of(String name, BufferedImage image) {
        Objects.requireNonNull(image, "a slice needs its image");
        return new SliceSource(name, () -> image);
    }

    /**
     * Takes an image of DJL's.
     *
     * @param name what answers and errors call it
     * @param image an image that holds a {@link BufferedImage}, as those of {@code ImageFactory} do
     * @return the source
     */
    public static SliceSource of(String name, Image image) {
        Objects.requireNonNull(image, "a slice needs its image");
        return new SliceSource(name, () -> buffered(name, image));
    }

    private static BufferedImage buffered(String name, Image image) throws ImageException {
        try {
            return SliceInput.buffered(image);
        } catch (IllegalArgumentException e) {
            throw new ImageException(name, e.getMessage());
        }
    }

    /**
     * A source that cannot be read.
     *
     * @param name what answers and errors call it
     * @param fault what is wrong, without the name
     * @return a source whose slice is that error
     */
    public static SliceSource unreadable(String name, String fault) {
        return new SliceSource(
                name,
                () -> {
                    throw new ImageException(name, Kind.UNREADABLE, fault);
                });
    }

    /**
     * Returns what answers and errors call the slice.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Reads the slice.
     *
     * @return all of its pixels, in its own size
     * @throws ImageException if it is not a PNG or JPEG, is damaged anywhere, or is larger than
     *     {@link io.ctattention.image.ImageLimits#DEFAULT}; the message names it
     */
    public BufferedImage read() throws ImageException {
        try {
            return pixels.read();
        } catch (ImageException e) {
            throw e;
        } catch (IOException e) {
            throw new ImageException(
                    name, String.format(Locale.ROOT, "cannot be read (%s)", e.getMessage()), e);
        }
    }
}
