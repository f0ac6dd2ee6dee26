package io.ctattention.image;

import java.util.Locale;

/**
 * The size limits of an image. A header that declares more is refused before anything is allocated.
 *
 * @param maxPixels most pixels, width times height; at least 1
 * @param maxBytes most bytes, of the encoded file as well as of the decoded raster (width x height
 *     x bands x bytes a sample); at least 1
 */
public record ImageLimits(long maxPixels, long maxBytes) {

    /** 64 megapixels (64 000 000) and 256 MiB. */
    public static final ImageLimits DEFAULT = new ImageLimits(64_000_000L, 256L << 20);

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if one of them is below 1
     */
    public ImageLimits {
        if (maxPixels < 1 || maxBytes < 1) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "Image limits must be at least 1 pixel and 1 byte, not %d and %d",
                            maxPixels,
                            maxBytes));
        }
    }

    void checkLength(String name, long length) throws ImageException {
        if (length > maxBytes) {
            throw new ImageException(
                    name,
                    ImageException.Kind.TOO_LARGE,
                    String.format(Locale.ROOT, "is longer than the %d bytes allowed", maxBytes));
        }
    }

    void checkHeader(String name, ImageHeader header) throws ImageException {
        if (header.pixels() > maxPixels) {
            throw new ImageException(
                    name,
                    ImageException.Kind.TOO_LARGE,
                    String.format(
                            Locale.ROOT,
                            "its header declares %d x %d pixels; at most %d pixels are allowed",
                            header.width(),
                            header.height(),
                            maxPixels));
        }
        if (header.rasterBytes() > maxBytes) {
            throw new ImageException(
                    name,
                    ImageException.Kind.TOO_LARGE,
                    String.format(
                            Locale.ROOT,
                            "its header declares %d bytes of pixels (%d x %d, %s, %d bits); at"
                                    + " most %d bytes are allowed",
                            header.rasterBytes(),
                            header.width(),
                            header.height(),
                            header.colorMode(),
                            header.bitDepth(),
                            maxBytes));
        }
    }
}
