package io.ctattention.evaluation.curve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Precision against recall of one class against all others, as a step function: straight lines
 * between its points would promise too much (Davis and Goadrich, "The relationship between
 * precision-recall and ROC curves", 2006).
 *
 * @param points one for each different score, the greatest first, so that recall never falls; the
 *     last has recall 1
 */
public record PrecisionRecallCurve(List<Point> points) {

    /**
     * What a threshold does.
     *
     * @param threshold scores of at least this count as positive
     * @param recall the share of the positive class's slices that do, in [0, 1]
     * @param precision the share of the positive class's slices among those that do, in [0, 1]
     */
    public record Point(double threshold, double recall, double precision) {}

    /** Copies the points. */
    public PrecisionRecallCurve {
        points = List.copyOf(points);
    }

    /**
     * Draws the curve.
     *
     * @param scores the probability of the positive class, by slice
     * @param positive whether a slice is of the positive class
     * @return the curve, empty without slices of the positive class
     * @throws IllegalArgumentException if there are not as many of both
     */
    public static Optional<PrecisionRecallCurve> of(double[] scores, boolean[] positive) {
        ScoreSteps steps = ScoreSteps.of(scores, positive);
        if (steps.positives() == 0) {
            return Optional.empty();
        }
        List<Point> points = new ArrayList<>();
        for (ScoreSteps.Step step : steps.steps()) {
            int hits = step.truePositives();
            points.add(
                    new Point(
                            step.threshold(),
                            (double) hits / steps.positives(),
                            (double) hits / (hits + step.falsePositives())));
        }
        return Optional.of(new PrecisionRecallCurve(points));
    }

    /**
     * Reads the curve, for an average of several.
     *
     * @param recall in [0, 1]
     * @return the precision of the greatest threshold that reaches this recall, in [0, 1]
     */
    public double at(double recall) {
        return points.stream()
                .filter(point -> point.recall >= recall)
                .findFirst()
                .orElseGet(() -> points.get(points.size() - 1))
                .precision;
    }
}
