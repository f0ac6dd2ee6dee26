package io.ctattention.image;

import java.awt.image.BufferedImage;
import java.util.Locale;

/**
 * A grey image in memory.
 *
 * @param width pixels in a row, at least 1
 * @param height rows, at least 1
 * @param pixels {@code height * width} grey levels in [0, 1], row by row from the top
 */
public record GreyImage(int width, int height, float[] pixels) {

    /**
     * Checks that the array fits the size.
     *
     * @throws IllegalArgumentException if it does not
     */
    public GreyImage {
        if (width < 1 || height < 1 || pixels.length != (long) width * height) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "A %d x %d image cannot have %d pixels",
                            width,
                            height,
                            pixels.length));
        }
    }

    /**
     * Converts any image to grey. Colours become luma by ITU-R BT.601 (0.299 R + 0.587 G + 0.114
     * B), so that equal red, green and blue keep exactly their level. Alpha is composed on black.
     * Samples are taken as stored: no gamma or ICC profile is applied, and 16-bit samples keep
     * their range (65 535 becomes 1).
     *
     * @param image grey, colour or indexed, with or without alpha
     * @return an image of the same size with levels in [0, 1]
     */
    public static GreyImage of(BufferedImage image) {
        return new GreyImage(image.getWidth(), image.getHeight(), GreyLevels.of(image));
    }

    /**
     * Resizes with a bilinear filter that antialiases where it shrinks: a triangle filter over
     * half-pixel centres whose support grows with the shrink factor, with weights that are clipped
     * at the borders and normalised. The same as {@code BILINEAR} in Pillow and {@code
     * interpolate(mode="bilinear", antialias=True)} in PyTorch. The aspect ratio is not kept.
     *
     * @param newWidth pixels in a row, at least 1
     * @param newHeight rows, at least 1
     * @return a {@code newWidth x newHeight} image; this image if that is its size already
     * @throws IllegalArgumentException if a side is below 1
     */
    public GreyImage resize(int newWidth, int newHeight) {
        if (newWidth < 1 || newHeight < 1) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "An image cannot be resized to %d x %d; each side must be at least 1",
                            newWidth,
                            newHeight));
        }
        return BilinearResize.resize(this, newWidth, newHeight);
    }

    /**
     * Rounds to 8 bits.
     *
     * @return a {@link BufferedImage#TYPE_BYTE_GRAY} image whose samples are the levels times 255
     */
    public BufferedImage toBufferedImage() {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                float level = pixels[y * width + x];
                row[x] = Math.round(255 * Math.max(0, Math.min(1, level)));
            }
            image.getRaster().setSamples(0, y, width, 1, 0, row);
        }
        return image;
    }
}
