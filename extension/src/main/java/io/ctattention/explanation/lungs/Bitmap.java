package io.ctattention.explanation.lungs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A black-and-white image, and the morphology that lung masks need. The structuring elements are
 * Euclidean discs; what lies beyond the image neither grows into it nor wears it away.
 *
 * @param width pixels in a row
 * @param height rows
 * @param set {@code height * width} pixels, row by row
 */
public record Bitmap(int width, int height, boolean[] set) {

    private static final double FAR = 1e12;

    static Bitmap clear(int width, int height) {
        return new Bitmap(width, height, new boolean[width * height]);
    }

    /** How many pixels are set. */
    public int count() {
        int count = 0;
        for (boolean pixel : set) {
            count += pixel ? 1 : 0;
        }
        return count;
    }

    Bitmap inverted() {
        boolean[] result = new boolean[set.length];
        for (int i = 0; i < set.length; i++) {
            result[i] = !set[i];
        }
        return new Bitmap(width, height, result);
    }

    Bitmap or(Bitmap other) {
        boolean[] result = set.clone();
        for (int i = 0; i < set.length; i++) {
            result[i] |= other.set[i];
        }
        return new Bitmap(width, height, result);
    }

    Bitmap and(Bitmap other) {
        return without(other.inverted());
    }

    Bitmap without(Bitmap other) {
        boolean[] result = set.clone();
        for (int i = 0; i < set.length; i++) {
            result[i] &= !other.set[i];
        }
        return new Bitmap(width, height, result);
    }

    Bitmap dilated(double radius) {
        double[] squares = squaredDistances();
        boolean[] result = new boolean[set.length];
        for (int i = 0; i < set.length; i++) {
            result[i] = squares[i] <= radius * radius;
        }
        return new Bitmap(width, height, result);
    }

    Bitmap eroded(double radius) {
        return inverted().dilated(radius).inverted();
    }

    Bitmap opened(double radius) {
        return eroded(radius).dilated(radius);
    }

    /** The closing on a larger image, so that nothing is filled between a shape and the border. */
    Bitmap closed(double radius) {
        int margin = (int) Math.ceil(radius) + 1;
        Bitmap room = cut(-margin, -margin, width + 2 * margin, height + 2 * margin);
        return room.dilated(radius).eroded(radius).cut(margin, margin, width, height);
    }

    /** The part of this image that begins at a pixel; clear where there is none of it. */
    private Bitmap cut(int left, int top, int newWidth, int newHeight) {
        boolean[] result = new boolean[newWidth * newHeight];
        for (int y = Math.max(0, -top); y < Math.min(newHeight, height - top); y++) {
            for (int x = Math.max(0, -left); x < Math.min(newWidth, width - left); x++) {
                result[y * newWidth + x] = set[(y + top) * width + x + left];
            }
        }
        return new Bitmap(newWidth, newHeight, result);
    }

    /**
     * Sets what is enclosed: the clear pixels that no path of clear neighbours joins to a border.
     */
    Bitmap filled() {
        Bitmap clear = inverted();
        Bitmap result = this;
        for (Bitmap part : clear.components(1)) {
            if (part.borderLength() == 0) {
                result = result.or(part);
            }
        }
        return result;
    }

    /** The number of set pixels on the image's border. */
    int borderLength() {
        int length = 0;
        for (int i = 0; i < set.length; i++) {
            int x = i % width;
            int y = i / width;
            length += set[i] && (x == 0 || y == 0 || x == width - 1 || y == height - 1) ? 1 : 0;
        }
        return length;
    }

    /** The number of set pixels that have a clear neighbour or lie on the image's border. */
    int perimeter() {
        int length = borderLength();
        for (int y = 1; y < height - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                int i = y * width + x;
                boolean inside = set[i - 1] && set[i + 1] && set[i - width] && set[i + width];
                length += set[i] && !inside ? 1 : 0;
            }
        }
        return length;
    }

    /** {@code 4 pi area / outline^2}: 1 for a disc, less the longer the outline. */
    double roundness() {
        double outline = perimeter();
        return 4 * Math.PI * count() / (outline * outline);
    }

    boolean hasCorner() {
        return set[0] || set[width - 1] || set[set.length - width] || set[set.length - 1];
    }

    /**
     * The parts that are connected along rows and columns, in the order of their first pixels.
     *
     * @param least the pixels that a part must have; smaller ones are left out
     */
    List<Bitmap> components(double least) {
        List<Bitmap> parts = new ArrayList<>();
        boolean[] left = set.clone();
        int[] found = new int[set.length];
        for (int start = 0; start < set.length; start++) {
            if (!left[start]) {
                continue;
            }
            int count = 0;
            left[start] = false;
            found[count++] = start;
            for (int i = 0; i < count; i++) {
                int at = found[i];
                int x = at % width;
                int[] neighbours = {
                    x > 0 ? at - 1 : at, x < width - 1 ? at + 1 : at, at - width, at + width
                };
                for (int next : neighbours) {
                    if (next >= 0 && next < set.length && left[next]) {
                        left[next] = false;
                        found[count++] = next;
                    }
                }
            }
            if (count >= least) {
                boolean[] part = new boolean[set.length];
                Arrays.stream(found, 0, count).forEach(at -> part[at] = true);
                parts.add(new Bitmap(width, height, part));
            }
        }
        return parts;
    }

    /**
     * The square of each pixel's distance to the nearest set one, exact: first within its column,
     * then over the columns (Felzenszwalb and Huttenlocher 2012, "Distance Transforms of Sampled
     * Functions").
     */
    private double[] squaredDistances() {
        double[] squares = new double[set.length];
        Arrays.fill(squares, FAR);
        for (int x = 0; x < width; x++) {
            nearestSet(squares, x, width);
            nearestSet(squares, set.length - width + x, -width);
        }
        for (int y = 0; y < height; y++) {
            lowerEnvelope(squares, y * width, width);
        }
        return squares;
    }

    /** Lowers the squares of a column to those of the distances to the last set pixel before. */
    private void nearestSet(double[] squares, int first, int step) {
        int last = -1;
        for (int n = 0, at = first; n < height; n++, at += step) {
            last = set[at] ? n : last;
            if (last >= 0) {
                squares[at] = Math.min(squares[at], (double) (n - last) * (n - last));
            }
        }
    }

    /** Replaces each of n values f by the least of {@code f(q) + (p - q)^2} over all q. */
    private static void lowerEnvelope(double[] values, int first, int n) {
        double[] f = Arrays.copyOfRange(values, first, first + n);
        int[] vertex = new int[n];
        double[] from = new double[n + 1];
        Arrays.fill(from, Double.POSITIVE_INFINITY);
        from[0] = Double.NEGATIVE_INFINITY;
        int k = 0;
        for (int q = 1; q < n; q++) {
            double crossing = crossing(f, vertex[k], q);
            while (crossing <= from[k]) {
                crossing = crossing(f, vertex[--k], q);
            }
            vertex[++k] = q;
            from[k] = crossing;
            from[k + 1] = Double.POSITIVE_INFINITY;
        }
        k = 0;
        for (int p = 0; p < n; p++) {
            while (from[k + 1] < p) {
                k++;
            }
            int away = p - vertex[k];
            values[first + p] = f[vertex[k]] + (double) away * away;
        }
    }

    private static double crossing(double[] f, int p, int q) {
        return (f[q] + (double) q * q - f[p] - (double) p * p) / (2.0 * (q - p));
    }
}
