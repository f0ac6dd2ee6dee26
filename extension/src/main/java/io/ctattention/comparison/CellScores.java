package io.ctattention.comparison;

import io.ctattention.evaluation.SlicePrediction;
import java.util.List;

/**
 * The answers of one training as curves need them.
 *
 * @param scores the probability of the positive class, by slice
 * @param positive whether a slice is of it
 */
record CellScores(double[] scores, boolean[] positive) {

    static CellScores of(CellResult cell) {
        List<SlicePrediction> slices = cell.report().predictions();
        String name = cell.report().positiveClass();
        int index = cell.report().classes().indexOf(name);
        double[] scores = slices.stream().mapToDouble(s -> s.probabilities()[index]).toArray();
        boolean[] positive = new boolean[scores.length];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = slices.get(i).label().equals(name);
        }
        return new CellScores(scores, positive);
    }
}
