package io.ctattention.phantom;

/**
 * Value noise: random numbers on the integer lattice, blended smoothly between its points. It
 * remembers the last cells, so that each slice needs its own; not for several threads.
 */
final class SmoothNoise {

    /** The numbers at the corners of the cell that was asked last; mostly the next is the same. */
    private final class Octave {

        private int column = Integer.MIN_VALUE;
        private int row;
        private double topLeft;
        private double topRight;
        private double bottomLeft;
        private double bottomRight;

        /** A number in [-1, 1] that changes over distances of about 1. */
        double at(double x, double y) {
            moveTo(floor(x), floor(y));
            double u = smooth(x - column);
            double v = smooth(y - row);
            return lerp(lerp(topLeft, topRight, u), lerp(bottomLeft, bottomRight, u), v);
        }

        private void moveTo(int newColumn, int newRow) {
            if (newColumn != column || newRow != row) {
                column = newColumn;
                row = newRow;
                topLeft = lattice(column, row);
                topRight = lattice(column + 1, row);
                bottomLeft = lattice(column, row + 1);
                bottomRight = lattice(column + 1, row + 1);
            }
        }
    }

    private final long seed;
    private final Octave coarse = new Octave();
    private final Octave middle = new Octave();
    private final Octave fine = new Octave();

    SmoothNoise(long seed) {
        this.seed = seed;
    }

    /** {@link Math#floor} in a fraction of its time, which is most of what a phantom takes. */
    static int floor(double x) {
        int towardsZero = (int) x;
        return x < towardsZero ? towardsZero - 1 : towardsZero;
    }

    /** Three octaves, in [-1, 1]. */
    double rough(double x, double y) {
        return (4 * coarse.at(x, y) + 2 * middle.at(2 * x + 17, 2 * y) + fine.at(4 * x, 4 * y + 31))
                / 7;
    }

    private double lattice(long column, long row) {
        return mix(mix(seed ^ column) ^ row) * 0x1p-63;
    }

    /** The finalizer of SplitMix64. */
    static long mix(long bits) {
        long z = bits + 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    private static double smooth(double t) {
        return t * t * (3 - 2 * t);
    }

    private static double lerp(double a, double b, double t) {
        return a + (b - a) * t;
    }
}
