package io.ctattention.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Reads PNG and JPEG files, which it tells apart by content. Grey, RGB, RGBA and palette PNG of any
 * depth; grey and colour JPEG of 8 bits, baseline and progressive. An image that is stored rotated
 * or mirrored, by its Exif data, comes out as viewers show it.
 *
 * <p>An image is decoded completely or not at all: checksums, lengths and the end of the file are
 * checked before decoding, and whatever the decoder warns of is a fault. Sizes are checked against
 * the {@link ImageLimits} before pixels are allocated. Safe for use by several threads, needs no
 * display and no temporary files.
 */
public final class SliceDecoder {

    private final ImageLimits limits;

    /** Creates a decoder with {@link ImageLimits#DEFAULT}. */
    public SliceDecoder() {
        this(ImageLimits.DEFAULT);
    }

    /**
     * Creates a decoder.
     *
     * @param limits the largest image that is accepted
     */
    public SliceDecoder(ImageLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads the header of a file, without decoding it or checking its pixels.
     *
     * @param file a PNG or JPEG file
     * @return its header
     * @throws ImageException if the file cannot be read, is no PNG or JPEG, has a damaged header,
     *     or is larger than allowed
     */
    public ImageHeader header(Path file) throws ImageException {
        return header(file.toString(), read(file));
    }

    /**
     * Reads the header of an encoded image, without decoding it or checking its pixels.
     *
     * @param name what errors call the image
     * @param content the bytes of a PNG or JPEG file
     * @return its header
     * @throws ImageException if it is no PNG or JPEG, has a damaged header, or is larger than
     *     allowed
     */
    public ImageHeader header(String name, byte[] content) throws ImageException {
        limits.checkLength(name, content.length);
        ImageHeader header;
        if (ImageType.startsWith(content, ImageType.PNG)) {
            header = PngStructure.header(name, content);
        } else if (ImageType.startsWith(content, ImageType.JPEG)) {
            header = JpegStructure.header(name, content);
        } else {
            throw new ImageException(
                    name, ImageException.Kind.UNSUPPORTED, ImageType.fault(content));
        }
        limits.checkHeader(name, header);
        return header;
    }

    /**
     * Decodes a file.
     *
     * @param file a PNG or JPEG file
     * @return its header and all of its pixels
     * @throws ImageException if the file cannot be read, is no PNG or JPEG, is damaged anywhere, or
     *     is larger than allowed
     */
    public DecodedImage decode(Path file) throws ImageException {
        return decode(file.toString(), read(file));
    }

    /**
     * Decodes an image in memory.
     *
     * @param name what errors call the image
     * @param content the bytes of a PNG or JPEG file
     * @return its header and all of its pixels
     * @throws ImageException if it is not a PNG or JPEG, is damaged anywhere, or is larger than
     *     allowed
     */
    public DecodedImage decode(String name, byte[] content) throws ImageException {
        ImageHeader header = header(name, content);
        StoredImage stored =
                switch (header.format()) {
                    case PNG -> PngStructure.check(name, content);
                    case JPEG -> JpegStructure.check(name, content);
                };
        return new DecodedImage(header, PixelReader.read(name, header, stored));
    }

    /**
     * Decodes an image from a stream, of which it reads at most one byte more than is allowed.
     *
     * @param name what errors call the image
     * @param in the bytes of a PNG or JPEG file; the caller closes it
     * @return its header and all of its pixels
     * @throws ImageException if it is not a PNG or JPEG, is damaged anywhere, or is larger than
     *     allowed
     * @throws IOException if the stream fails
     */
    public DecodedImage decode(String name, InputStream in) throws IOException {
        return decode(name, readLimited(in));
    }

    private byte[] read(Path file) throws ImageException {
        String name = file.toString();
        try {
            if (Files.isDirectory(file)) {
                throw unreadable(
                        name,
                        Files.isReadable(file)
                                ? "is a directory; a PNG or JPEG file is expected"
                                : "is a directory that may not be read by this user; check its permissions",
                        null);
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw unreadable(
                        name, "is not a regular file; a PNG or JPEG file is expected", null);
            }
            limits.checkLength(name, Files.size(file));
            try (InputStream in = Files.newInputStream(file)) {
                return readLimited(in);
            }
        } catch (ImageException e) {
            throw e;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * Describes why a file cannot be read.
     *
     * @param file the file
     * @param fault what the file system said
     * @return the exception, of the kind {@link ImageException.Kind#UNREADABLE}
     */
    public static ImageException unreadable(Path file, IOException fault) {
        String words;
        if (Files.isSymbolicLink(file) && !Files.exists(file)) {
            words = "is a broken link; a PNG or JPEG file is expected";
        } else if (fault instanceof NoSuchFileException) {
            words = "does not exist; a PNG or JPEG file is expected";
        } else if (fault instanceof AccessDeniedException) {
            words = "may not be read by this user; check its permissions";
        } else {
            words = String.format(Locale.ROOT, "cannot be read (%s)", fault.getMessage());
        }
        return unreadable(file.toString(), words, fault);
    }

    private static ImageException unreadable(String name, String fault, IOException cause) {
        return new ImageException(name, ImageException.Kind.UNREADABLE, fault, cause);
    }

    private byte[] readLimited(InputStream in) throws IOException {
        return in.readNBytes((int) Math.min(limits.maxBytes() + 1, Integer.MAX_VALUE - 8));
    }
}
