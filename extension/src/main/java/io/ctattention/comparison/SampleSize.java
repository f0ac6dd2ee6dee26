package io.ctattention.comparison;

/**
 * How many pairs it takes to tell a difference: the least n at which n is no less than ((t_{0.975,
 * n-1} + t_{0.8, n-1}) sd / |mean|)^2, so that a two-sided paired t-test at 0.05 has 80 % power
 * (Zar, "Biostatistical Analysis", 1999, chapter 7).
 */
final class SampleSize {

    /** Stands for itself and anything above. */
    static final int MOST = 1_000_000;

    private SampleSize() {}

    /** At least 2, at most {@link #MOST}. */
    static int needed(double mean, double standardDeviation) {
        double ratio = standardDeviation / Math.abs(mean);
        double least = Math.floor(atLeast(MOST, ratio)); // what few pairs demand is more
        int n = (int) Math.min(MOST, Math.max(2, least));
        while (n < MOST && n < atLeast(n, ratio)) {
            n++;
        }
        return n;
    }

    private static double atLeast(int n, double ratio) {
        double t = Student.quantile(0.975, n - 1) + Student.quantile(0.8, n - 1);
        return t * t * ratio * ratio;
    }
}
