package io.ctattention.evaluation.curve;

import io.ctattention.model.Inference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How often answers are right, by how sure they are: the reliability diagram of Guo et al., "On
 * Calibration of Modern Neural Networks" (2017), over the bins of the expected calibration error.
 *
 * @param bins those that hold an answer, by rising confidence
 */
public record ReliabilityCurve(List<Bin> bins) {

    /**
     * Answers of about the same confidence, which is the probability of the most probable class.
     *
     * @param low what their confidence is above
     * @param high what it is at most
     * @param count how many there are, at least 1
     * @param confidence its mean
     * @param accuracy the share of right answers, in [0, 1]
     */
    public record Bin(double low, double high, int count, double confidence, double accuracy) {}

    /** Copies the bins. */
    public ReliabilityCurve {
        bins = List.copyOf(bins);
    }

    /**
     * Sorts the most probable classes of slices into bins, whatever the threshold.
     *
     * @param labels the true class of each slice, by its place
     * @param probabilities by slice and class
     * @return the curve
     */
    public static ReliabilityCurve of(int[] labels, double[][] probabilities) {
        double[] confidence = new double[labels.length];
        boolean[] correct = new boolean[labels.length];
        for (int i = 0; i < labels.length; i++) {
            int answer = Inference.argMax(probabilities[i]);
            confidence[i] = probabilities[i][answer];
            correct[i] = answer == labels[i];
        }
        return of(confidence, correct);
    }

    /**
     * Sorts answers into bins.
     *
     * @param confidence the probability of the most probable class, in [0, 1], by answer
     * @param correct whether an answer is right
     * @return the curve
     * @throws IllegalArgumentException if there are not as many of both
     */
    public static ReliabilityCurve of(double[] confidence, boolean[] correct) {
        if (confidence.length != correct.length) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%d confidences but %d answers: there must be one of both for each slice",
                            confidence.length,
                            correct.length));
        }
        int[] counts = new int[Calibration.BINS];
        int[] right = new int[Calibration.BINS];
        double[] sums = new double[Calibration.BINS];
        for (int i = 0; i < confidence.length; i++) {
            int bin = Calibration.bin(confidence[i]);
            counts[bin]++;
            right[bin] += correct[i] ? 1 : 0;
            sums[bin] += confidence[i];
        }
        List<Bin> bins = new ArrayList<>();
        for (int b = 0; b < counts.length; b++) {
            if (counts[b] > 0) {
                bins.add(
                        new Bin(
                                (double) b / Calibration.BINS,
                                (double) (b + 1) / Calibration.BINS,
                                counts[b],
                                sums[b] / counts[b],
                                (double) right[b] / counts[b]));
            }
        }
        return new ReliabilityCurve(bins);
    }

    /**
     * Returns the number of answers.
     *
     * @return the sum over the bins
     */
    public int count() {
        return bins.stream().mapToInt(Bin::count).sum();
    }

    /**
     * Returns the mean distance of accuracy from confidence, weighted by count: the expected
     * calibration error.
     *
     * @return in [0, 1]; NaN without answers
     */
    public double error() {
        double sum =
                bins.stream().mapToDouble(b -> b.count * Math.abs(b.accuracy - b.confidence)).sum();
        return sum / count();
    }
}
