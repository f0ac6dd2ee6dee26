package io.ctattention.evaluation.curve;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a falling threshold lets through. Equal scores pass together, so that their order decides
 * nothing.
 *
 * @param steps one for each different score, the greatest first
 * @param positives the slices of the positive class
 * @param negatives the others
 */
record ScoreSteps(List<Step> steps, int positives, int negatives) {

    /**
     * What passes a threshold.
     *
     * @param threshold scores of at least this pass
     * @param truePositives slices of the positive class that pass
     * @param falsePositives others that pass
     */
    record Step(double threshold, int truePositives, int falsePositives) {}

    static ScoreSteps of(double[] scores, boolean[] positive) {
        if (scores.length != positive.length) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%d scores but %d labels: there must be one of both for each slice",
                            scores.length,
                            positive.length));
        }
        int[] order = Ranking.order(scores);
        List<Step> steps = new ArrayList<>();
        int hits = 0;
        for (int i = 0; i < order.length; i++) {
            double score = scores[order[i]];
            hits += positive[order[i]] ? 1 : 0;
            if (i == order.length - 1 || scores[order[i + 1]] != score) {
                steps.add(new Step(score, hits, i + 1 - hits));
            }
        }
        return new ScoreSteps(steps, hits, scores.length - hits);
    }
}
