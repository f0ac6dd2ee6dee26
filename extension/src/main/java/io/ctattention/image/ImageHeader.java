package io.ctattention.image;

import java.util.Locale;

/**
 * The header of an image file.
 *
 * @param format the format by content, whatever the file is called
 * @param colorMode how a pixel is stored; YCbCr of a JPEG counts as {@link ColorMode#RGB}
 * @param bitDepth bits a sample (of a palette image: bits an index): 1, 2, 4, 8 or 16
 * @param width pixels in a row of the image as it is shown, at least 1
 * @param height rows of the image as it is shown, at least 1
 */
public record ImageHeader(Format format, ColorMode colorMode, int bitDepth, int width, int height) {

    /** A file format that can be decoded. */
    public enum Format {
        /** Portable Network Graphics, ISO/IEC 15948. */
        PNG,
        /** JPEG, ITU-T T.81, baseline or progressive, 8 bits. */
        JPEG
    }

    /** How a pixel is stored. {@code toString} gives the lower-case name for reports. */
    public enum ColorMode {
        /** One grey sample. */
        GREY(1),
        /** Grey and alpha. */
        GREY_ALPHA(2),
        /** Red, green and blue. */
        RGB(3),
        /** Red, green, blue and alpha. */
        RGBA(4),
        /** An index into a table of colours. */
        PALETTE(1);

        private final int bands;

        ColorMode(int bands) {
            this.bands = bands;
        }

        /**
         * Counts the samples of a pixel.
         *
         * @return 1 to 4
         */
        public int bands() {
            return bands;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    long pixels() {
        return (long) width * height;
    }

    /** Bytes of the decoded raster; call it once the number of pixels is known to be sane. */
    long rasterBytes() {
        return Math.multiplyExact(pixels(), (long) colorMode.bands() * (bitDepth > 8 ? 2 : 1));
    }
}
