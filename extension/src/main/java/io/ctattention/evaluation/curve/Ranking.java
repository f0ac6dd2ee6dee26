package io.ctattention.evaluation.curve;

import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Slices sorted once by their probability of the positive class, greatest first, so that AUROC and
 * average precision of any weighting take one pass.
 */
public final class Ranking {

    private final int[] order;
    private final boolean[] positive;
    private final boolean[] lastOfEquals;

    /**
     * Sorts slices.
     *
     * @param scores the probability of the positive class, by slice
     * @param isPositive whether a slice is of the positive class
     */
    public Ranking(double[] scores, IntPredicate isPositive) {
        int n = scores.length;
        order = order(scores);
        positive = new boolean[n];
        lastOfEquals = new boolean[n];
        for (int i = 0; i < n; i++) {
            positive[i] = isPositive.test(order[i]);
            lastOfEquals[i] = i == n - 1 || scores[order[i]] != scores[order[i + 1]];
        }
    }

    /** Indices of slices, the greatest score first. */
    static int[] order(double[] scores) {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * What the order is worth.
     *
     * @param auroc in [0, 1], empty without slices of both kinds
     * @param averagePrecision in [0, 1], empty without slices of the positive class
     */
    public record Areas(OptionalDouble auroc, OptionalDouble averagePrecision) {}

    /**
     * AUROC as the Mann-Whitney statistic, sum over groups of equal scores of N_g (P_above + P_g /
     * 2), divided by P N. Average precision as scikit-learn has it, sum over groups of precision
     * times the gain in recall.
     *
     * @param weights how often each slice counts
     * @return both areas
     */
    public Areas areas(int[] weights) {
        long positives = 0;
        long negatives = 0;
        long groupPositives = 0;
        long groupNegatives = 0;
        long halfPairs = 0;
        double precisions = 0;
        for (int i = 0; i < order.length; i++) {
            int weight = weights[order[i]];
            if (positive[i]) {
                groupPositives += weight;
            } else {
                groupNegatives += weight;
            }
            if (lastOfEquals[i]) {
                halfPairs += groupNegatives * (2 * positives + groupPositives);
                positives += groupPositives;
                negatives += groupNegatives;
                if (groupPositives > 0) {
                    precisions += (double) groupPositives * positives / (positives + negatives);
                }
                groupPositives = 0;
                groupNegatives = 0;
            }
        }
        return new Areas(
                positives == 0 || negatives == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(halfPairs / 2.0 / positives / negatives),
                positives == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(precisions / positives));
    }
}
