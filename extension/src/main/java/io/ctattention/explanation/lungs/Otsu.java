package io.ctattention.explanation.lungs;

/**
 * A threshold between the dark and the bright ones of some grey levels.
 *
 * @param dark the mean of the levels below the threshold
 * @param bright the mean of the others
 * @see "Otsu 1979, A Threshold Selection Method from Gray-Level Histograms, equation 18"
 */
record Otsu(double dark, double bright) {

    private static final int BINS = 256;

    /** Maximises the variance between the two classes of those levels that count. */
    static Otsu of(float[] levels, boolean[] counts) {
        long[] histogram = new long[BINS];
        long all = 0;
        double sum = 0;
        for (int i = 0; i < levels.length; i++) {
            if (counts[i]) {
                int bin = (int) Math.min(BINS - 1, levels[i] * BINS);
                histogram[bin]++;
                all++;
                sum += bin;
            }
        }
        double greatest = -1;
        Otsu best = new Otsu(0, 0);
        long below = 0;
        double sumBelow = 0;
        for (int bin = 0; bin < BINS - 1; bin++) {
            below += histogram[bin];
            sumBelow += (double) bin * histogram[bin];
            if (below == 0 || below == all) {
                continue;
            }
            double dark = sumBelow / below;
            double bright = (sum - sumBelow) / (all - below);
            double between = (double) below * (all - below) * (bright - dark) * (bright - dark);
            if (between > greatest) {
                greatest = between;
                best = new Otsu((dark + 0.5) / BINS, (bright + 0.5) / BINS);
            }
        }
        return best;
    }

    /** The level at a share of the way from the dark mean to the bright one. */
    double between(double share) {
        return dark + share * (bright - dark);
    }
}
