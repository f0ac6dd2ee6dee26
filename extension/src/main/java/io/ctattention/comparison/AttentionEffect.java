package io.ctattention.comparison;

import io.ctattention.comparison.statistics.McNemar;
import io.ctattention.comparison.statistics.PairedDifference;
import io.ctattention.comparison.statistics.PatientDifference;
import io.ctattention.comparison.verdict.Verdict;
import io.ctattention.evaluation.Metric;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What an attention changes, against the network without: differences of runs that share seed,
 * split and batches.
 *
 * @param network the name of the network with attention
 * @param reference the name of the one without
 * @param f1 the difference of the positive class's F1 after the last epoch, by which the verdict
 *     judges
 * @param f1AtEpoch the differences of the positive class's F1, by milestone
 * @param f1ByClass those of each class's F1 after the last epoch
 * @param metrics those of {@link Metric#MACRO_F1}, {@link Metric#BALANCED_ACCURACY}, {@link
 *     Metric#AUROC} and {@link Metric#LOSS} after the last epoch
 * @param otherPatients those of {@link Metric#F1} and {@link Metric#MACRO_F1} after the last epoch,
 *     with intervals for other patients, too
 * @param mcNemar right and wrong answers for the same slices after the last epoch, of all runs
 * @param focus the differences of where the two look, by measure: over the slices for which both
 *     define it
 * @param verdict what F1 of the positive class after the last epoch supports, in one sentence
 */
public record AttentionEffect(
        String network,
        String reference,
        PairedDifference f1,
        Map<Integer, PairedDifference> f1AtEpoch,
        Map<String, PairedDifference> f1ByClass,
        Map<Metric, PairedDifference> metrics,
        Map<Metric, PatientDifference> otherPatients,
        McNemar mcNemar,
        Map<FocusMeasure, PairedDifference> focus,
        Verdict verdict) {

    /**
     * Compares every network with attention with the first one without, and judges all together:
     * were none of m attentions of any effect and each judged alone, one of seven would seem to
     * have one in every fourth comparison.
     *
     * @param networks the results of each network
     * @param setup of the comparison
     * @return an effect for each network with attention; empty where there is none, or none without
     */
    public static List<AttentionEffect> among(List<NetworkResult> networks, ComparisonSetup setup) {
        Optional<NetworkResult> reference =
                networks.stream().filter(result -> !result.hasAttention()).findFirst();
        List<NetworkResult> attentions =
                networks.stream().filter(NetworkResult::hasAttention).toList();
        if (reference.isEmpty() || attentions.isEmpty()) {
            return List.of();
        }
        List<EffectMaker> makers =
                attentions.stream()
                        .map(a -> new EffectMaker(setup, reference.get(), a, attentions.size()))
                        .toList();
        List<Differences> differences =
                Differences.together(makers.stream().map(EffectMaker::differences).toList());
        return IntStream.range(0, makers.size())
                .mapToObj(i -> makers.get(i).effect(differences.get(i)))
                .toList();
    }
}
