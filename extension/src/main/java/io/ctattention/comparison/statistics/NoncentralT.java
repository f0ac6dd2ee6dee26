package io.ctattention.comparison.statistics;

import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Student's t of a mean that is not 0. Given s = sqrt(chi^2 / n), T is at most t with probability
 * Phi(t s - delta), delta the noncentrality; this is averaged over s.
 */
final class NoncentralT {

    private static final int STEPS = 100;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private final double[] s;
    private final double[] weights;

    NoncentralT(int degreesOfFreedom) {
        double reach = 9 / Math.sqrt(2.0 * degreesOfFreedom); // sd of s times nine
        double low = Math.max(0, 1 - reach);
        double step = (1 + reach - low) / STEPS;
        s = IntStream.range(0, STEPS).mapToDouble(i -> low + (i + 0.5) * step).toArray();
        weights = new double[STEPS];
        double sum = 0;
        for (int i = 0; i < STEPS; i++) {
            double log =
                    (degreesOfFreedom - 1) * Math.log(s[i])
                            - degreesOfFreedom * (s[i] * s[i] - 1) / 2;
            weights[i] = Math.exp(log);
            sum += weights[i];
        }
        for (int i = 0; i < STEPS; i++) {
            weights[i] /= sum;
        }
    }

    /** The probability of no more than t. */
    double atMost(double t, double noncentrality) {
        double sum = 0;
        for (int i = 0; i < STEPS; i++) {
            sum += weights[i] * NORMAL.cumulativeProbability(t * s[i] - noncentrality);
        }
        return sum;
    }

    /** The noncentrality under which no more than a t of 0 or more has this probability. */
    double noncentrality(double t, double probability) {
        double low = -10;
        double high = 10 + t * s[STEPS - 1];
        for (int i = 0; i < 30; i++) {
            double middle = (low + high) / 2;
            if (atMost(t, middle) > probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
