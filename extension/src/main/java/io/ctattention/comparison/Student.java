package io.ctattention.comparison;

import io.ctattention.evaluation.Interval;
import org.apache.commons.statistics.distribution.TDistribution;

/** Student's t ("The probable error of a mean", 1908). */
final class Student {

    private Student() {}

    /** The value that t stays below with a probability. */
    static double quantile(double probability, double degreesOfFreedom) {
        return TDistribution.of(degreesOfFreedom).inverseCumulativeProbability(probability);
    }

    /** The 95 % interval of a mean: mean +- t_{0.975} standardError. */
    static Interval interval(double mean, double standardError, int degreesOfFreedom) {
        double half = quantile(0.975, degreesOfFreedom) * standardError;
        return new Interval(mean - half, mean + half);
    }
}
