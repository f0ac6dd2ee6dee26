package io.ctattention.comparison;

import io.ctattention.comparison.statistics.Holm;
import io.ctattention.comparison.statistics.PairedDifference;
import io.ctattention.evaluation.Metric;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What one attention changes.
 *
 * @param f1AtEpoch F1 of the positive class, by milestone
 * @param f1ByClass F1 of each class after the last epoch
 * @param metrics other metrics after the last epoch
 * @param focus where the network looks
 */
record Differences(
        Map<Integer, PairedDifference> f1AtEpoch,
        Map<String, PairedDifference> f1ByClass,
        Map<Metric, PairedDifference> metrics,
        Map<FocusMeasure, PairedDifference> focus) {

    /** The same, each row's p by Holm's procedure over the attentions. */
    static List<Differences> together(List<Differences> attentions) {
        var f1AtEpoch = Holm.together(attentions.stream().map(Differences::f1AtEpoch).toList());
        var f1ByClass = Holm.together(attentions.stream().map(Differences::f1ByClass).toList());
        var metrics = Holm.together(attentions.stream().map(Differences::metrics).toList());
        var focus = Holm.together(attentions.stream().map(Differences::focus).toList());
        return IntStream.range(0, attentions.size())
                .mapToObj(
                        i ->
                                new Differences(
                                        f1AtEpoch.get(i),
                                        f1ByClass.get(i),
                                        metrics.get(i),
                                        focus.get(i)))
                .toList();
    }
}
