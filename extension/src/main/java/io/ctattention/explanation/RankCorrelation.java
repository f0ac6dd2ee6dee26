package io.ctattention.explanation;

import java.util.Arrays;
import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.RankingAlgorithm;
import org.apache.commons.statistics.ranking.TiesStrategy;

/** Spearman's rank correlation: Pearson's of the ranks, equal values sharing their mean rank. */
final class RankCorrelation {

    private static final RankingAlgorithm RANKING = new NaturalRanking(TiesStrategy.AVERAGE);

    private RankCorrelation() {}

    /** Returns a value in [-1, 1]; NaN if either of the two is constant. */
    static double of(float[] first, float[] second) {
        double[] x = centredRanks(first);
        double[] y = centredRanks(second);
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += x[i] * y[i];
            xx += x[i] * x[i];
            yy += y[i] * y[i];
        }
        return xy / Math.sqrt(xx * yy);
    }

    private static double[] centredRanks(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        double middle = (values.length + 1) / 2.0;
        return Arrays.stream(RANKING.apply(doubles)).map(rank -> rank - middle).toArray();
    }
}
