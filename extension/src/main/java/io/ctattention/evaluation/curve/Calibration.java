package io.ctattention.evaluation.curve;

import io.ctattention.model.Inference;
import java.util.Arrays;

/**
 * How far the probabilities are from the truth, prepared once so that any weighting is one pass.
 */
public final class Calibration {

    /** Bins of confidence. */
    public static final int BINS = 15;

    private static final double LEAST_PROBABILITY = Math.ulp(1.0);

    /** That of a class whose probability is 0. */
    public static final double GREATEST_LOSS = -Math.log(LEAST_PROBABILITY);

    private final double[] losses;
    private final double[] squares;
    private final double[] confidences;
    private final double[] overconfidence;
    private final int[] bins;

    /**
     * @param positive the positive class
     * @param labels the true class of each slice
     * @param probabilities by slice and class
     */
    public Calibration(int positive, int[] labels, double[][] probabilities) {
        int n = labels.length;
        losses = new double[n];
        squares = new double[n];
        confidences = new double[n];
        overconfidence = new double[n];
        bins = new int[n];
        for (int i = 0; i < n; i++) {
            double[] p = probabilities[i];
            int prediction = Inference.argMax(p);
            double confidence = p[prediction];
            confidences[i] = confidence;
            losses[i] = -Math.log(Math.max(p[labels[i]], LEAST_PROBABILITY));
            squares[i] = squaredError(p, labels[i], positive);
            overconfidence[i] = confidence - (prediction == labels[i] ? 1 : 0);
            bins[i] = bin(confidence);
        }
    }

    /** The bin ((m-1)/15, m/15] of a confidence in [0, 1], from 0; 0 is in the first. */
    static int bin(double confidence) {
        return Math.max(1, Math.min((int) Math.ceil(confidence * BINS), BINS)) - 1;
    }

    /**
     * Means over the weighted slices.
     *
     * @param loss the cross-entropy
     * @param brier the Brier score
     * @param ece the expected calibration error
     */
    public record Errors(double loss, double brier, double ece) {}

    /**
     * Weighs the slices.
     *
     * @param weights how often each slice counts, not all 0
     * @return the means
     */
    public Errors errors(int[] weights) {
        long n = 0;
        double loss = 0;
        double brier = 0;
        double[] gaps = new double[BINS];
        for (int i = 0; i < weights.length; i++) {
            int weight = weights[i];
            n += weight;
            loss += weight * losses[i];
            brier += weight * squares[i];
            gaps[bins[i]] += weight * overconfidence[i];
        }
        double ece = Arrays.stream(gaps).map(Math::abs).sum();
        return new Errors(loss / n, brier / n, ece / n);
    }

    /**
     * The mean of ECE where every confidence c is the chance of a right answer: a bin's sum of c (1
     * - c) is the variance of its gap, and the mean of |X| is sqrt(2 / pi) sd where X is normal of
     * mean 0. Assumes independent slices.
     *
     * @return in [0, 1]
     */
    public double eceByChance() {
        double[] variances = new double[BINS];
        for (int i = 0; i < bins.length; i++) {
            variances[bins[i]] += confidences[i] * (1 - confidences[i]);
        }
        return Arrays.stream(variances).map(v -> Math.sqrt(2 / Math.PI * v)).sum() / bins.length;
    }

    private static double squaredError(double[] p, int label, int positive) {
        if (p.length == 2) {
            double error = p[positive] - (label == positive ? 1 : 0);
            return error * error;
        }
        double sum = 0;
        for (int k = 0; k < p.length; k++) {
            double error = p[k] - (label == k ? 1 : 0);
            sum += error * error;
        }
        return sum;
    }
}
