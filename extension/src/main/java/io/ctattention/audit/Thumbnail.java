package io.ctattention.audit;

import io.ctattention.image.GreyImage;

/**
 * A slice at 64 x 64 with mean 0 and norm 1, so that the dot product of two is their Pearson
 * correlation, and its 8 x 8 lowest DCT coefficients.
 *
 * <p>These are the coefficients whose signs are the perceptual hash pHash. Kept as numbers they
 * bound the correlation from above (Cauchy-Schwarz on the rest), so that as a filter they let no
 * duplicate slip through, which Hamming distances of hashes do.
 *
 * @param pixels the 4096 values
 * @param low the 64 coefficients
 * @param rest the norm of all other coefficients
 */
record Thumbnail(float[] pixels, float[] low, double rest) {

    static final int SIZE = 64;
    private static final int LOW = 8;
    private static final double[][] DCT = new double[LOW][SIZE];

    static {
        for (int k = 0; k < LOW; k++) {
            for (int x = 0; x < SIZE; x++) {
                double scale = Math.sqrt((k == 0 ? 1.0 : 2.0) / SIZE);
                DCT[k][x] = scale * Math.cos(Math.PI * (x + 0.5) * k / SIZE);
            }
        }
    }

    /** Shrinks a slice. One of a single grey level has no correlation: all its values are 0. */
    static Thumbnail of(GreyImage image) {
        float[] pixels = image.resize(SIZE, SIZE).pixels().clone();
        double mean = 0;
        for (float pixel : pixels) {
            mean += pixel / pixels.length;
        }
        double squares = 0;
        for (float pixel : pixels) {
            squares += (pixel - mean) * (pixel - mean);
        }
        double scale = squares < 1e-9 ? 0 : 1 / Math.sqrt(squares);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) ((pixels[i] - mean) * scale);
        }
        float[] low = low(pixels);
        return new Thumbnail(pixels, low, Math.sqrt(Math.max(0, 1 - dot(low, low))));
    }

    /** Pearson's r with another slice, in [-1, 1]. */
    double correlation(Thumbnail other) {
        return Math.max(-1, Math.min(1, dot(pixels, other.pixels)));
    }

    /** A bound that {@link #correlation} does not exceed, at a sixty-fourth of its cost. */
    double correlationAtMost(Thumbnail other) {
        return dot(low, other.low) + rest * other.rest + 1e-5;
    }

    private static float[] low(float[] pixels) {
        float[] low = new float[LOW * LOW];
        for (int u = 0; u < LOW; u++) {
            double[] column = new double[SIZE];
            for (int y = 0; y < SIZE; y++) {
                for (int x = 0; x < SIZE; x++) {
                    column[y] += DCT[u][x] * pixels[y * SIZE + x];
                }
            }
            for (int v = 0; v < LOW; v++) {
                double sum = 0;
                for (int y = 0; y < SIZE; y++) {
                    sum += DCT[v][y] * column[y];
                }
                low[v * LOW + u] = (float) sum;
            }
        }
        return low;
    }

    /** Four sums at once, for one alone waits for each addition. */
    private static double dot(float[] a, float[] b) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        for (int i = 0; i < a.length; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        return s0 + s1 + s2 + s3;
    }
}
