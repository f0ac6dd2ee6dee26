package io.ctattention.evaluation.curve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The receiver operating characteristic of one class against all others, in the form of Fawcett,
 * "An introduction to ROC analysis" (2006), algorithm 1: slices of equal scores make one straight,
 * sloping piece.
 *
 * @param points from (0, 0), where the threshold is positive infinity, to (1, 1); both rates never
 *     fall
 */
public record RocCurve(List<Point> points) {

    /**
     * What a threshold does.
     *
     * @param threshold scores of at least this count as positive
     * @param falsePositiveRate the share of the other slices that do, in [0, 1]
     * @param truePositiveRate the share of the positive class's slices that do, in [0, 1]
     */
    public record Point(double threshold, double falsePositiveRate, double truePositiveRate) {}

    /** Copies the points. */
    public RocCurve {
        points = List.copyOf(points);
    }

    /**
     * Draws the curve.
     *
     * @param scores the probability of the positive class, by slice
     * @param positive whether a slice is of the positive class
     * @return the curve, empty without slices of the positive class or without others
     * @throws IllegalArgumentException if there are not as many of both
     */
    public static Optional<RocCurve> of(double[] scores, boolean[] positive) {
        ScoreSteps steps = ScoreSteps.of(scores, positive);
        if (steps.positives() == 0 || steps.negatives() == 0) {
            return Optional.empty();
        }
        List<Point> points = new ArrayList<>();
        points.add(new Point(Double.POSITIVE_INFINITY, 0, 0));
        for (ScoreSteps.Step step : steps.steps()) {
            points.add(
                    new Point(
                            step.threshold(),
                            (double) step.falsePositives() / steps.negatives(),
                            (double) step.truePositives() / steps.positives()));
        }
        return Optional.of(new RocCurve(points));
    }

    /**
     * Reads the curve, for an average of several (Fawcett 2006, algorithm 3: vertical averaging).
     *
     * @param falsePositiveRate in [0, 1]
     * @return the true positive rate there, linear between points, in [0, 1]; where the curve rises
     *     straight up, the upper end
     */
    public double at(double falsePositiveRate) {
        int last = 0;
        while (last + 1 < points.size()
                && points.get(last + 1).falsePositiveRate <= falsePositiveRate) {
            last++;
        }
        Point from = points.get(last);
        if (last + 1 == points.size()) {
            return from.truePositiveRate;
        }
        Point to = points.get(last + 1);
        double share =
                (falsePositiveRate - from.falsePositiveRate)
                        / (to.falsePositiveRate - from.falsePositiveRate);
        return from.truePositiveRate + share * (to.truePositiveRate - from.truePositiveRate);
    }
}
