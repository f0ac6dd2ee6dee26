package io.ctattention.comparison.statistics;

import io.ctattention.evaluation.Interval;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Student's t ("The probable error of a mean", 1908) of the mean of n values. Over seeds its
 * variance is sd^2 / n. Folds share training slices, so over folds it is sd^2 (1/n + test/train):
 * Nadeau and Bengio, "Inference for the Generalization Error" (2003), equation 9.
 */
final class Student {

    private Student() {}

    /** The value that t stays below with a probability. */
    static double quantile(double probability, double degreesOfFreedom) {
        return TDistribution.of(degreesOfFreedom).inverseCumulativeProbability(probability);
    }

    /**
     * The 95 % interval of a mean, mean +- t_{1 - 0.025 / m, n-1} standard errors, that holds for m
     * comparisons at once: each misses in 5 % / m of cases, so that any of them misses in at most 5
     * % (Bonferroni's inequality; Dunn, "Multiple comparisons among means", 1961).
     *
     * @param testToTrain 0 over seeds
     * @return null below two values and where they are all alike, which leaves no noise to measure
     */
    static Interval interval(
            double mean, double deviation, int n, double testToTrain, int comparisons) {
        if (n < 2 || PairedDifference.isZero(deviation)) {
            return null;
        }
        double half =
                quantile(1 - 0.025 / comparisons, n - 1.0)
                        * deviation
                        * Math.sqrt(1.0 / n + testToTrain);
        return new Interval(mean - half, mean + half);
    }

    /** The two-sided p of a mean of 0; null where there is no interval. */
    static Double pValue(double mean, double deviation, int n, double testToTrain) {
        if (n < 2 || PairedDifference.isZero(deviation)) {
            return null;
        }
        double t = Math.abs(mean) / (deviation * Math.sqrt(1.0 / n + testToTrain));
        return 2 * TDistribution.of(n - 1.0).survivalProbability(t);
    }
}
