package io.ctattention.comparison;

import io.ctattention.comparison.statistics.McNemar;
import io.ctattention.comparison.statistics.PairedDifference;
import io.ctattention.comparison.statistics.PairedPredictions;
import io.ctattention.comparison.statistics.PatientDifference;
import io.ctattention.comparison.verdict.Verdict;
import io.ctattention.evaluation.Interval;
import io.ctattention.evaluation.Metric;
import io.ctattention.evaluation.SlicePrediction;
import io.ctattention.explanation.HeatMapMeasures;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Compares a network with attention with one without, run by run. */
final class EffectMaker {

    private static final List<Metric> COMPARED =
            List.of(Metric.MACRO_F1, Metric.BALANCED_ACCURACY, Metric.AUROC, Metric.LOSS);

    private final ComparisonSetup setup;
    private final NetworkResult reference;
    private final NetworkResult attention;
    private final int comparisons;

    /**
     * @param comparisons how many attentions are judged together
     */
    EffectMaker(
            ComparisonSetup setup,
            NetworkResult reference,
            NetworkResult attention,
            int comparisons) {
        this.setup = setup;
        this.reference = reference;
        this.attention = attention;
        this.comparisons = comparisons;
    }

    /** Each alone, but for the level of its interval. */
    Differences differences() {
        Map<Integer, PairedDifference> f1AtEpoch = new LinkedHashMap<>();
        setup.milestones().forEach(e -> f1AtEpoch.put(e, difference(run -> run.f1At(e))));
        Map<String, PairedDifference> f1ByClass = new LinkedHashMap<>();
        setup.classes().forEach(c -> f1ByClass.put(c, difference(run -> run.f1Of(c))));
        Map<Metric, PairedDifference> metrics = new LinkedHashMap<>();
        COMPARED.forEach(m -> metrics.put(m, difference(m)));
        Map<FocusMeasure, PairedDifference> focus = new EnumMap<>(FocusMeasure.class);
        for (FocusMeasure measure : FocusMeasure.values()) {
            focus.put(measure, focusDifference(measure));
        }
        return new Differences(f1AtEpoch, f1ByClass, metrics, focus);
    }

    /**
     * @param differences those of {@link #differences()} together with other attentions'
     */
    AttentionEffect effect(Differences differences) {
        List<PairedPredictions> pairs = pairs();
        Map<Metric, PatientDifference> otherPatients =
                PatientDifference.of(
                        List.of(Metric.F1, Metric.MACRO_F1),
                        setup.classes(),
                        setup.positiveClass(),
                        pairs,
                        PatientDifference.RESAMPLES,
                        comparisons);
        PairedDifference f1 = differences.f1ByClass().get(setup.positiveClass());
        return new AttentionEffect(
                attention.name(),
                reference.name(),
                f1,
                differences.f1AtEpoch(),
                differences.f1ByClass(),
                differences.metrics(),
                otherPatients,
                McNemar.of(pairs),
                differences.focus(),
                verdict(f1, otherPatients, pairs));
    }

    private Verdict verdict(
            PairedDifference f1,
            Map<Metric, PatientDifference> otherPatients,
            List<PairedPredictions> pairs) {
        return Verdict.of(
                new Verdict.Question(
                        attention.name(), Metric.F1, setup.positiveClass(), setup.lastEpochs()),
                f1,
                otherPatients.get(Metric.F1),
                pairs.stream().allMatch(PairedPredictions::agree));
    }

    private List<PairedPredictions> pairs() {
        return IntStream.range(0, reference.runs().size())
                .mapToObj(i -> new PairedPredictions(answers(reference, i), answers(attention, i)))
                .toList();
    }

    private static List<SlicePrediction> answers(NetworkResult result, int run) {
        return result.runs().get(run).report().predictions();
    }

    private PairedDifference difference(Metric metric) {
        return difference(
                metric.range(setup.classes().size()),
                values(reference, c -> c.metric(metric)),
                values(attention, c -> c.metric(metric)));
    }

    private PairedDifference difference(ToDoubleFunction<RunResult> share) {
        return difference(Interval.SHARE, values(reference, share), values(attention, share));
    }

    private static double[] values(NetworkResult network, ToDoubleFunction<RunResult> value) {
        return network.runs().stream().mapToDouble(value).toArray();
    }

    /** Over the slices for which both networks define it; others would compare other slices. */
    private PairedDifference focusDifference(FocusMeasure measure) {
        int runs = reference.runs().size();
        double[] without = new double[runs];
        double[] with = new double[runs];
        for (int i = 0; i < runs; i++) {
            List<HeatMapMeasures> a = reference.runs().get(i).measures();
            List<HeatMapMeasures> b = attention.runs().get(i).measures();
            int[] common =
                    IntStream.range(0, a.size())
                            .filter(n -> measure.of(a.get(n)).isPresent())
                            .filter(n -> measure.of(b.get(n)).isPresent())
                            .toArray();
            without[i] = mean(measure, a, common);
            with[i] = mean(measure, b, common);
        }
        return difference(Interval.SHARE, without, with);
    }

    private static double mean(FocusMeasure measure, List<HeatMapMeasures> measures, int[] slices) {
        return Arrays.stream(slices)
                .mapToDouble(n -> measure.of(measures.get(n)).getAsDouble())
                .average()
                .orElse(Double.NaN);
    }

    private PairedDifference difference(Interval range, double[] without, double[] with) {
        return PairedDifference.of(
                setup.repeat(), without, with, setup.testToTrain(), comparisons, range);
    }
}
