package io.ctattention.comparison.statistics;

/**
 * How many seeds it would take to tell a difference whose true size and spread are those observed:
 * the least n no less than ((t_{1 - 0.025 / m, n-1} + t_{0.8, n-1}) sd / |mean|)^2, so that a
 * two-sided paired t-test at 0.05, or at 0.05 / m for m comparisons, has 80 % power (Zar,
 * "Biostatistical Analysis", 1999, chapter 7).
 *
 * <p>The power at the observed effect says no more than p does (Hoenig and Heisey, "The abuse of
 * power", 2001); how little is known of it the interval shows. Its ends are the numbers at the ends
 * of the exact 95 % interval of mean / sd, by the noncentral t (Steiger and Fouladi 1997).
 *
 * @param needed how many seeds, at least 2; {@link #MOST} stands for itself and anything above
 * @param least the interval's lower end
 * @param most its upper end; {@link #MOST} where the interval of mean / sd holds 0, too, so that no
 *     number might do
 */
public record SampleSize(int needed, int least, int most) {

    /** Stands for itself and anything above. */
    public static final int MOST = 1_000_000;

    static SampleSize of(double mean, double standardDeviation, int pairs, int comparisons) {
        double effect = Math.abs(mean) / standardDeviation;
        double t = effect * Math.sqrt(pairs);
        NoncentralT distribution = new NoncentralT(pairs - 1);
        double greatest = distribution.noncentrality(t, 0.025) / Math.sqrt(pairs);
        double least = distribution.noncentrality(t, 0.975) / Math.sqrt(pairs);
        return new SampleSize(
                needed(effect, comparisons),
                needed(greatest, comparisons),
                least > 0 ? needed(least, comparisons) : MOST);
    }

    /**
     * @param effect |mean| / sd, above 0
     * @return at least 2, at most {@link #MOST}
     */
    static int needed(double effect, int comparisons) {
        double first = Math.floor(atLeast(MOST, effect, comparisons)); // what few demand is more
        int n = (int) Math.min(MOST, Math.max(2, first));
        while (n < MOST && n < atLeast(n, effect, comparisons)) {
            n++;
        }
        return n;
    }

    private static double atLeast(int n, double effect, int comparisons) {
        double t =
                Student.quantile(1 - 0.025 / comparisons, n - 1.0) + Student.quantile(0.8, n - 1.0);
        return t * t / (effect * effect);
    }
}
