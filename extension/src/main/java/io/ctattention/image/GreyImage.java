package io.ctattention.image;

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
                    "A %d x %d image cannot have %d pixels"
                            .formatted(width, height, pixels.length));
        }
    }
}
