package io.ctattention.comparison.statistics;

import io.ctattention.evaluation.SlicePrediction;
import java.util.List;
import org.apache.commons.statistics.inference.BinomialTest;

/**
 * McNemar's test ("Note on the sampling error of the difference between correlated proportions",
 * 1947) in its exact form: if neither network were right more often, the slices that just one of
 * them gets right would fall to either with probability 1/2.
 *
 * <p>The test assumes independent predictions. Those of one slice under several seeds are not, nor
 * those of one patient's slices: pooled over seeds, p is too small. Over a single seed only the
 * latter holds.
 *
 * @param predictions the number of pairs of predictions
 * @param onlyReferenceRight b: those that the network without attention alone gets right
 * @param onlyAttentionRight c: those that the network with attention alone gets right
 * @param pValue of the exact two-sided binomial test of c in b + c at 1/2; 1 where both are 0
 */
public record McNemar(
        int predictions, int onlyReferenceRight, int onlyAttentionRight, double pValue) {

    /**
     * Tests predictions, pooled over seeds or folds.
     *
     * @param pairs one a seed or fold; a list of one for that one alone
     * @return the test
     */
    public static McNemar of(List<PairedPredictions> pairs) {
        int predictions = 0;
        int b = 0;
        int c = 0;
        for (PairedPredictions pair : pairs) {
            predictions += pair.reference().size();
            for (int i = 0; i < pair.reference().size(); i++) {
                boolean reference = right(pair.reference().get(i));
                boolean attention = right(pair.attention().get(i));
                b += reference && !attention ? 1 : 0;
                c += attention && !reference ? 1 : 0;
            }
        }
        double p = b + c == 0 ? 1 : BinomialTest.withDefaults().test(b + c, c, 0.5).getPValue();
        return new McNemar(predictions, b, c, p);
    }

    private static boolean right(SlicePrediction slice) {
        return slice.prediction().equals(slice.label());
    }
}
