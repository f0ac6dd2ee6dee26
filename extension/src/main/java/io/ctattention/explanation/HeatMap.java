package io.ctattention.explanation;

import io.ctattention.block.FeatureGrid;
import io.ctattention.block.NetworkSpec;
import io.ctattention.image.PngFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A heat map on the grid of the last convolution.
 *
 * @param side the grid's side in cells; 41 at an input of 180
 * @param raw {@code side * side} values that a {@link CamMethod} computed, row by row, of any sign:
 *     before its ReLU
 * @param scaled the positive part of raw divided by its maximum, in [0, 1]
 * @param empty whether nothing in the image supports the class: scaled is then zero everywhere
 * @param origin where the centre of the first cell lies, as a share of the slice's side
 * @param step the distance between two cells' centres, as a share of the slice's side
 */
public record HeatMap(
        int side, float[] raw, float[] scaled, boolean empty, double origin, double step) {

    /**
     * Scales a raw map.
     *
     * @param network the network that it comes from
     * @param raw its {@code side * side} values
     * @return the heat map
     * @throws IllegalArgumentException if a value is not finite
     */
    static HeatMap of(NetworkSpec network, float[] raw) {
        float largest = 0;
        for (float value : raw) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException(
                        "The heat map holds " + value + "; are the weights finite?");
            }
            largest = Math.max(largest, value);
        }
        float[] scaled = new float[raw.length];
        if (largest > 0) {
            for (int i = 0; i < raw.length; i++) {
                scaled[i] = Math.max(0, raw[i] / largest);
            }
        }
        FeatureGrid grid = network.featureGrid();
        return new HeatMap(
                grid.side(),
                raw,
                scaled,
                largest == 0,
                (grid.origin() + 0.5) / network.size(),
                grid.step() / (double) network.size());
    }

    /**
     * Cuts values on this map's grid into rows.
     *
     * @param values {@link #raw} or {@link #scaled}
     * @return {@code side} rows of {@code side} values
     */
    public float[][] rows(float[] values) {
        return rows(values, side);
    }

    static float[][] rows(float[] values, int side) {
        float[][] rows = new float[side][];
        for (int y = 0; y < side; y++) {
            rows[y] = Arrays.copyOfRange(values, y * side, (y + 1) * side);
        }
        return rows;
    }

    /**
     * Spreads the scaled map over a slice, bilinearly between the cells' centres: each value lies
     * in the middle of the pixels that it was computed from. Beyond the outer centres it keeps the
     * value at the border.
     *
     * @param width the slice's width in pixels
     * @param height the slice's height in pixels
     * @return {@code height * width} values in [0, 1], row by row
     */
    public float[] over(int width, int height) {
        float[] values = new float[width * height];
        for (int y = 0; y < height; y++) {
            double row = cell((y + 0.5) / height);
            int top = (int) row;
            int bottom = Math.min(top + 1, side - 1);
            float v = (float) (row - top);
            for (int x = 0; x < width; x++) {
                double column = cell((x + 0.5) / width);
                int left = (int) column;
                int right = Math.min(left + 1, side - 1);
                float u = (float) (column - left);
                values[y * width + x] =
                        (1 - v) * ((1 - u) * at(top, left) + u * at(top, right))
                                + v * ((1 - u) * at(bottom, left) + u * at(bottom, right));
            }
        }
        return values;
    }

    private double cell(double position) {
        return Math.min(Math.max((position - origin) / step, 0), side - 1);
    }

    private float at(int row, int column) {
        return scaled[row * side + column];
    }

    /**
     * Writes the raw map as a grey 16-bit PNG of {@code side * side} pixels: 0 is the map's least
     * value and 65535 its greatest; a constant map is 0 everywhere.
     *
     * @param png the file
     * @throws IOException if it cannot be written
     */
    public void writePng(Path png) throws IOException {
        float least = Float.POSITIVE_INFINITY;
        float greatest = Float.NEGATIVE_INFINITY;
        for (float value : raw) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        double range = (double) greatest - least;
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_USHORT_GRAY);
        for (int i = 0; i < raw.length; i++) {
            int level = range == 0 ? 0 : (int) Math.round((raw[i] - least) / range * 65535);
            image.getRaster().setSample(i % side, i / side, 0, level);
        }
        PngFile.write(image, png);
    }
}
