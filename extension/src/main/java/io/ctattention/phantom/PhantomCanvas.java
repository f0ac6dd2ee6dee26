package io.ctattention.phantom;

import io.ctattention.image.GreyImage;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A slice in Hounsfield units, painted shape over shape with soft edges. */
final class PhantomCanvas {

    /** What to add at a point that has the given Hounsfield units. */
    @FunctionalInterface
    interface Field {
        double at(double x, double y, double hounsfield);
    }

    private final int width;
    private final int height;
    private final double scale;
    private final double top;
    private final double[] xs;
    private final double[] ys;
    private final double[] hounsfield;

    /**
     * Creates a canvas full of air.
     *
     * @param scale pixels in a half-width of the body
     * @param top where the body's centre is, in pixels from the top
     */
    PhantomCanvas(int width, int height, double scale, double top) {
        this.width = width;
        this.height = height;
        this.scale = scale;
        this.top = top;
        xs = IntStream.range(0, width).mapToDouble(i -> (i + 0.5 - width / 2.0) / scale).toArray();
        ys = IntStream.range(0, height).mapToDouble(j -> (j + 0.5 - top) / scale).toArray();
        hounsfield = new double[width * height];
        Arrays.fill(hounsfield, -1000);
    }

    void fill(PhantomShape shape, double value) {
        fill(shape, value, 0, 0, 10);
    }

    /** Fills a shape that lies within a reach of a point. */
    void fill(PhantomShape shape, double value, double cx, double cy, double reach) {
        int left = Math.max(0, column(cx - reach));
        int right = Math.min(width - 1, column(cx + reach) + 1);
        int first = Math.max(0, row(cy - reach));
        int last = Math.min(height - 1, row(cy + reach) + 1);
        for (int j = first; j <= last; j++) {
            for (int i = left; i <= right; i++) {
                double distance = shape.distance(xs[i], ys[j]) * scale;
                if (distance < 0.5) {
                    int at = j * width + i;
                    hounsfield[at] += Math.min(1, 0.5 - distance) * (value - hounsfield[at]);
                }
            }
        }
    }

    void add(Field field) {
        for (int j = 0; j < height; j++) {
            for (int i = 0; i < width; i++) {
                int at = j * width + i;
                hounsfield[at] += field.at(xs[i], ys[j], hounsfield[at]);
            }
        }
    }

    /** Adds noise whose neighbours are alike, as reconstruction leaves it. */
    void addNoise(SplittableRandom random, double deviation) {
        double[] noise = new double[(width + 1) * (height + 1)];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5;
        }
        for (int j = 0; j < height; j++) {
            for (int i = 0; i < width; i++) {
                int at = j * (width + 1) + i;
                // Each term has variance 1/4, so their sum has 1.
                double sum =
                        noise[at] + noise[at + 1] + noise[at + width + 1] + noise[at + width + 2];
                hounsfield[j * width + i] += deviation * sum;
            }
        }
    }

    /**
     * The same shape, computed at most once for each pixel; elsewhere that of the nearest pixel.
     */
    PhantomShape sampled(PhantomShape shape) {
        float[] distances = new float[width * height];
        Arrays.fill(distances, Float.NaN);
        return (x, y) -> {
            int i = Math.max(0, Math.min(width - 1, column(x)));
            int j = Math.max(0, Math.min(height - 1, row(y)));
            int at = j * width + i;
            if (Float.isNaN(distances[at])) {
                distances[at] = (float) shape.distance(xs[i], ys[j]);
            }
            return distances[at];
        };
    }

    boolean[] mask(PhantomShape shape) {
        boolean[] mask = new boolean[width * height];
        for (int j = 0; j < height; j++) {
            for (int i = 0; i < width; i++) {
                mask[j * width + i] = shape.distance(xs[i], ys[j]) < 0;
            }
        }
        return mask;
    }

    /** The slice through a window of Hounsfield units, rounded to 8 bits. */
    GreyImage window(double center, double span) {
        float[] levels = new float[hounsfield.length];
        for (int i = 0; i < levels.length; i++) {
            double level = (hounsfield[i] - center) / span + 0.5;
            levels[i] = Math.round(255 * Math.max(0, Math.min(1, level))) / 255f;
        }
        return new GreyImage(width, height, levels);
    }

    private int column(double x) {
        return SmoothNoise.floor(x * scale + width / 2.0);
    }

    private int row(double y) {
        return SmoothNoise.floor(y * scale + top);
    }
}
