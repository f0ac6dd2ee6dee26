package io.ctattention.comparison.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Holm's procedure ("A simple sequentially rejective multiple test procedure", 1979): the i-th
 * smallest of m p-values times m - i + 1, no less than the one before and at most 1. If no
 * comparison had an effect, one of the results would be 0.05 or less in at most 5 % of such
 * families, however the p-values depend on each other.
 */
public final class Holm {

    private Holm() {}

    /** Null, for what could not be tested, stays null and counts as 1. */
    static List<Double> adjusted(List<Double> pValues) {
        int m = pValues.size();
        List<Integer> order =
                IntStream.range(0, m)
                        .filter(i -> pValues.get(i) != null)
                        .boxed()
                        .sorted(Comparator.comparing(pValues::get))
                        .toList();
        Double[] adjusted = new Double[m];
        double least = 0;
        for (int rank = 0; rank < order.size(); rank++) {
            int i = order.get(rank);
            least = Math.max(least, Math.min(1, (m - rank) * pValues.get(i)));
            adjusted[i] = least;
        }
        return IntStream.range(0, m).mapToObj(i -> adjusted[i]).toList();
    }

    /**
     * Adjusts each score of several attentions.
     *
     * @param attentions one map an attention, at least one, all of the same keys
     * @param <K> what names a score
     * @return the same maps, each difference with its p by Holm's procedure
     */
    public static <K> List<Map<K, PairedDifference>> together(
            List<Map<K, PairedDifference>> attentions) {
        List<Map<K, PairedDifference>> together = new ArrayList<>();
        attentions.forEach(differences -> together.add(new LinkedHashMap<>(differences)));
        for (K key : attentions.get(0).keySet()) {
            List<PairedDifference> row = attentions.stream().map(d -> d.get(key)).toList();
            List<Double> byT = adjusted(values(row, PairedDifference::tPValue));
            List<Double> bySigns = adjusted(values(row, PairedDifference::pValue));
            for (int i = 0; i < row.size(); i++) {
                together.get(i).put(key, row.get(i).withHolm(byT.get(i), bySigns.get(i)));
            }
        }
        return together;
    }

    private static List<Double> values(
            List<PairedDifference> row, Function<PairedDifference, Double> value) {
        return row.stream().map(value).toList();
    }
}
