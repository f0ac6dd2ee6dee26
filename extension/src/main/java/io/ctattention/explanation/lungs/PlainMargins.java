package io.ctattention.explanation.lungs;

import io.ctattention.image.GreyImage;
import java.util.Arrays;

/**
 * An image within its plain margins, such as the white frame of a figure.
 *
 * @param width the whole image's width in pixels
 * @param height the whole image's height in pixels
 * @param left the width of the margin left of the inside
 * @param top the height of the margin above the inside
 * @param inside the image without margins
 */
record PlainMargins(int width, int height, int left, int top, GreyImage inside) {

    /** The share of a side that the margins on one end may take. */
    private static final double WIDEST = 0.2;

    /** How far the levels of a plain line may be from its mean, and for which share of them. */
    private static final float TOLERANCE = 0.06f;

    private static final double PLAIN = 0.93;

    static PlainMargins around(GreyImage image) {
        int width = image.width();
        int height = image.height();
        int left = 0;
        int right = width;
        int top = 0;
        int bottom = height;
        while (left + 1 < WIDEST * width && isPlain(image, left, width, height)) {
            left++;
        }
        while (width - right + 1 < WIDEST * width && isPlain(image, right - 1, width, height)) {
            right--;
        }
        while (top + 1 < WIDEST * height && isPlain(image, top * width, 1, width)) {
            top++;
        }
        while (height - bottom + 1 < WIDEST * height
                && isPlain(image, (bottom - 1) * width, 1, width)) {
            bottom--;
        }
        float[] pixels = new float[(right - left) * (bottom - top)];
        for (int y = top; y < bottom; y++) {
            System.arraycopy(
                    image.pixels(),
                    y * width + left,
                    pixels,
                    (y - top) * (right - left),
                    right - left);
        }
        GreyImage inside = new GreyImage(right - left, bottom - top, pixels);
        return new PlainMargins(width, height, left, top, inside);
    }

    /** Whether a row or column has one level throughout, but for a little text. */
    private static boolean isPlain(GreyImage image, int first, int stride, int length) {
        float[] line = new float[length];
        for (int i = 0; i < length; i++) {
            line[i] = image.pixels()[first + i * stride];
        }
        float[] sorted = line.clone();
        Arrays.sort(sorted);
        float median = sorted[length / 2];
        int near = 0;
        for (float level : line) {
            near += Math.abs(level - median) <= TOLERANCE ? 1 : 0;
        }
        return near >= PLAIN * length;
    }
}
