package io.ctattention.report;

import io.ctattention.comparison.RunResult;
import io.ctattention.evaluation.SlicePrediction;
import java.util.List;

/**
 * The answers of one training as curves need them.
 *
 * @param scores the probability of the positive class, by slice
 * @param positive whether a slice is of it
 */
record RunScores(double[] scores, boolean[] positive) {

    static RunScores of(RunResult run) {
        List<SlicePrediction> slices = run.report().predictions();
        String name = run.report().positiveClass();
        int index = run.report().classes().indexOf(name);
        double[] scores = slices.stream().mapToDouble(s -> s.probabilities()[index]).toArray();
        boolean[] positive = new boolean[scores.length];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = slices.get(i).label().equals(name);
        }
        return new RunScores(scores, positive);
    }
}
