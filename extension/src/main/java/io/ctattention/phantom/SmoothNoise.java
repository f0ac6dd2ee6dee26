package io.ctattention.phantom;

/** Value noise: random numbers on the integer lattice, blended smoothly between its points. */
record SmoothNoise(long seed) {

    /** A number in [-1, 1] that changes over distances of about 1. */
    double at(double x, double y) {
        int column = floor(x);
        int row = floor(y);
        double u = smooth(x - column);
        double v = smooth(y - row);
        double top = lerp(lattice(column, row), lattice(column + 1, row), u);
        double bottom = lerp(lattice(column, row + 1), lattice(column + 1, row + 1), u);
        return lerp(top, bottom, v);
    }

    /** {@link Math#floor} in a fraction of its time, which is most of what a phantom takes. */
    static int floor(double x) {
        int towardsZero = (int) x;
        return x < towardsZero ? towardsZero - 1 : towardsZero;
    }

    /** Three octaves, in [-1, 1]. */
    double rough(double x, double y) {
        return (4 * at(x, y) + 2 * at(2 * x + 17, 2 * y) + at(4 * x, 4 * y + 31)) / 7;
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
