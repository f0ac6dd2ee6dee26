package io.ctattention.training.recipe;

import java.util.Locale;
import java.util.Random;

/**
 * Random changes to training slices, drawn again for each slice and epoch. Every range is symmetric
 * around no change; 0 switches a change off.
 *
 * @param flip whether a slice is mirrored left to right, with probability 1/2
 * @param rotation largest rotation about the centre, in degrees, in [0, 180]
 * @param shift largest shift along each axis, as a share of the side, in [0, 1]
 * @param zoom largest change of scale, in [0, 0.9]: 0.1 draws factors from 0.9 to 1.1
 * @param brightness largest change added to all grey levels, in [0, 1]
 * @param contrast largest change of the deviation from the slice's mean, in [0, 1]: 0.1 draws
 *     factors from 0.9 to 1.1
 */
public record Augmentation(
        boolean flip,
        double rotation,
        double shift,
        double zoom,
        double brightness,
        double contrast) {

    /** No change. */
    public static final Augmentation NONE = new Augmentation(false, 0, 0, 0, 0, 0);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming the value and what is needed
     */
    public Augmentation {
        require("rotation", rotation, 180);
        require("shift", shift, 1);
        require("zoom", zoom, 0.9);
        require("brightness", brightness, 1);
        require("contrast", contrast, 1);
    }

    private static void require(String name, double value, double largest) {
        if (!(value >= 0 && value <= largest)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%s is %s; it must be from 0 to %s",
                            name,
                            value,
                            largest));
        }
    }

    /** One draw of all changes; what is switched off is drawn as none. */
    public record Change(
            boolean mirrored,
            double angle,
            double scale,
            double shiftX,
            double shiftY,
            float added,
            float factor) {}

    /**
     * Draws the changes of one slice.
     *
     * @param side the slice's side in pixels
     * @param random the source of chance; the same state gives the same changes
     * @return angle in radians, shifts in pixels, scale and factor around 1, added around 0
     */
    public Change draw(int side, Random random) {
        // Always six draws, so that switching one change on does not alter the others.
        boolean mirrored = random.nextBoolean() && flip;
        double angle = Math.toRadians(symmetric(random, rotation));
        double scale = 1 + symmetric(random, zoom);
        double shiftX = symmetric(random, shift) * side;
        double shiftY = symmetric(random, shift) * side;
        float added = (float) symmetric(random, brightness);
        float factor = (float) (1 + symmetric(random, contrast));
        return new Change(mirrored, angle, scale, shiftX, shiftY, added, factor);
    }

    /** Tells whether pixels change their places. */
    public boolean moves() {
        return flip || rotation > 0 || shift > 0 || zoom > 0;
    }

    /** Tells whether grey levels change. */
    public boolean relights() {
        return brightness > 0 || contrast > 0;
    }

    /**
     * Changes a slice. Places beyond the border take the border's grey level.
     *
     * @param pixels {@code side * side} grey levels in [0, 1]; stay as they are
     * @param side the side in pixels
     * @param change what {@link #draw} gave
     * @return the changed slice, in [0, 1]
     */
    public float[] apply(float[] pixels, int side, Change change) {
        float[] moved = moves() ? move(pixels, side, change) : pixels.clone();
        if (relights()) {
            relight(moved, change.added(), change.factor());
        }
        return moved;
    }

    private static double symmetric(Random random, double range) {
        return (2 * random.nextDouble() - 1) * range;
    }

    private static float[] move(float[] pixels, int side, Change change) {
        double centre = (side - 1) / 2.0;
        double cos = Math.cos(change.angle()) / change.scale();
        double sin = Math.sin(change.angle()) / change.scale();
        float[] moved = new float[pixels.length];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double dx = x - centre - change.shiftX();
                double dy = y - centre - change.shiftY();
                double fromX = cos * dx + sin * dy;
                double fromY = -sin * dx + cos * dy;
                double column = centre + (change.mirrored() ? -fromX : fromX);
                moved[y * side + x] = bilinear(pixels, side, column, centre + fromY);
            }
        }
        return moved;
    }

    private static float bilinear(float[] pixels, int side, double x, double y) {
        double column = Math.min(Math.max(x, 0), side - 1);
        double row = Math.min(Math.max(y, 0), side - 1);
        int left = (int) Math.min(Math.floor(column), Math.max(0, side - 2));
        int top = (int) Math.min(Math.floor(row), Math.max(0, side - 2));
        int right = Math.min(left + 1, side - 1);
        int bottom = Math.min(top + 1, side - 1);
        float u = (float) (column - left);
        float v = (float) (row - top);
        float upper = pixels[top * side + left] * (1 - u) + pixels[top * side + right] * u;
        float lower = pixels[bottom * side + left] * (1 - u) + pixels[bottom * side + right] * u;
        return upper * (1 - v) + lower * v;
    }

    private static void relight(float[] pixels, float added, float factor) {
        double sum = 0;
        for (float pixel : pixels) {
            sum += pixel;
        }
        float mean = (float) (sum / pixels.length);
        for (int i = 0; i < pixels.length; i++) {
            float relit = (pixels[i] - mean) * factor + mean + added;
            pixels[i] = Math.min(1, Math.max(0, relit));
        }
    }
}
