package io.ctattention.image;

/**
 * The triangle filter of Pillow's {@code BILINEAR} (libImaging/Resample.c): one pass along the
 * rows, one along the columns.
 *
 * <p>The second pass takes rows as the first one brings them, so that no more than the result and a
 * few rows is in memory, however long a side is.
 */
final class BilinearResize {

    /** Values of resized rows that are in memory at a time. */
    private static final int AT_ONCE = 1 << 16;

    /** An image that is narrower than the result by more than this loses its rows first. */
    private static final int NARROW = 8;

    private BilinearResize() {}

    static GreyImage resize(GreyImage image, int width, int height) {
        if (width == image.width() && height == image.height()) {
            return image;
        }
        if (NARROW * (long) image.width() < width && height < image.height()) {
            // Widened first, each of many rows would become longer only to be averaged away.
            return widthFirst(widthFirst(image, image.width(), height), width, height);
        }
        return widthFirst(image, width, height);
    }

    private static GreyImage widthFirst(GreyImage image, int width, int height) {
        ColumnSums sums = new ColumnSums(image.height(), width, height);
        int most = Math.max(1, Math.min(image.height(), AT_ONCE / width));
        float[] rows = new float[Math.multiplyExact(most, width)];
        for (int top = 0; top < image.height(); top += most) {
            Interruption.check();
            int count = Math.min(most, image.height() - top);
            resizeRows(image, top, count, width, rows);
            for (int row = 0; row < count; row++) {
                sums.add(rows, row * width);
            }
        }
        return new GreyImage(width, height, sums.means());
    }

    /** Resizes some rows to {@code width} values each. */
    private static void resizeRows(GreyImage image, int top, int count, int width, float[] result) {
        Triangle triangle = new Triangle(image.width(), width);
        double[] weights = new double[(int) Math.ceil(triangle.support()) * 2 + 1];
        for (int x = 0; x < width; x++) {
            int first = triangle.first(x);
            int end = triangle.end(x);
            double sum = 0;
            for (int j = first; j < end; j++) {
                double weight = triangle.weight(x, j);
                weights[j - first] = weight;
                sum += weight;
            }
            for (int row = 0; row < count; row++) {
                int start = (top + row) * image.width();
                double value = 0;
                for (int j = first; j < end; j++) {
                    value += weights[j - first] * image.pixels()[start + j];
                }
                result[row * width + x] = (float) (value / sum);
            }
        }
    }

    /** The weights of {@code from} samples in each of {@code to}. */
    private record Triangle(int from, double scale, double support) {

        Triangle(int from, int to) {
            this(from, (double) from / to, Math.max((double) from / to, 1));
        }

        private double center(int to) {
            return (to + 0.5) * scale;
        }

        /** The first sample that weighs anything. */
        int first(int to) {
            return Math.max(0, (int) (center(to) - support + 0.5));
        }

        /** One more than the last sample that does. */
        int end(int to) {
            return Math.min(from, (int) (center(to) + support + 0.5));
        }

        double weight(int to, int sample) {
            return Math.max(0, 1 - Math.abs(sample + 0.5 - center(to)) / support);
        }
    }

    /** The pass along the columns, which hears of one row after the other. */
    private static final class ColumnSums {

        private final int width;
        private final int height;
        private final Triangle triangle;
        private final double[] sums;
        private final double[] weights;
        private int row;

        /** The rows of the result that the current row adds to begin here. */
        private int first;

        ColumnSums(int rows, int width, int height) {
            this.width = width;
            this.height = height;
            triangle = new Triangle(rows, height);
            sums = new double[Math.multiplyExact(width, height)];
            weights = new double[height];
        }

        void add(float[] rows, int at) {
            while (triangle.end(first) <= row) {
                first++;
            }
            for (int y = first; y < height && triangle.first(y) <= row; y++) {
                double weight = triangle.weight(y, row);
                weights[y] += weight;
                for (int x = 0; x < width; x++) {
                    sums[y * width + x] += weight * rows[at + x];
                }
            }
            row++;
        }

        float[] means() {
            float[] means = new float[sums.length];
            for (int i = 0; i < means.length; i++) {
                means[i] = (float) (sums[i] / weights[i / width]);
            }
            return means;
        }
    }
}
