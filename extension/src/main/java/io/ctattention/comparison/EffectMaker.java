package io.ctattention.comparison;

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

/** Compares a network with attention with one without, cell by cell. */
final class EffectMaker {

    private static final List<Metric> COMPARED = List.of(Metric.MACRO_F1, Metric.AUROC);

    private final ComparisonSetup setup;
    private final NetworkResult reference;
    private final NetworkResult attention;

    EffectMaker(ComparisonSetup setup, NetworkResult reference, NetworkResult attention) {
        this.setup = setup;
        this.reference = reference;
        this.attention = attention;
    }

    AttentionEffect effect() {
        Map<Integer, PairedDifference> f1AtEpoch = new LinkedHashMap<>();
        setup.milestones().forEach(e -> f1AtEpoch.put(e, difference(cell -> cell.f1At(e))));
        Map<String, PairedDifference> f1ByClass = new LinkedHashMap<>();
        setup.classes().forEach(c -> f1ByClass.put(c, difference(cell -> cell.f1Of(c))));
        Map<Metric, PairedDifference> metrics = new EnumMap<>(Metric.class);
        COMPARED.forEach(m -> metrics.put(m, difference(cell -> cell.metric(m))));
        Map<Look, PairedDifference> looks = new EnumMap<>(Look.class);
        for (Look look : Look.values()) {
            looks.put(look, lookDifference(look));
        }
        List<PairedPredictions> pairs = pairs();
        Map<Metric, PatientDifference> otherPatients =
                PatientDifference.of(
                        List.of(Metric.F1, Metric.MACRO_F1),
                        setup.classes(),
                        setup.positiveClass(),
                        pairs,
                        PatientDifference.RESAMPLES);
        return new AttentionEffect(
                attention.name(),
                reference.name(),
                f1AtEpoch,
                f1ByClass,
                metrics,
                otherPatients,
                McNemar.of(pairs),
                looks,
                verdict(f1ByClass.get(setup.positiveClass()), otherPatients, pairs));
    }

    private Verdict verdict(
            PairedDifference f1,
            Map<Metric, PatientDifference> otherPatients,
            List<PairedPredictions> pairs) {
        return Verdict.of(
                new Verdict.Question(
                        attention.name(), Metric.F1, setup.positiveClass(), setup.lastEpoch()),
                f1,
                otherPatients.get(Metric.F1),
                pairs.stream().allMatch(PairedPredictions::agree));
    }

    private List<PairedPredictions> pairs() {
        return IntStream.range(0, reference.cells().size())
                .mapToObj(i -> new PairedPredictions(answers(reference, i), answers(attention, i)))
                .toList();
    }

    private static List<SlicePrediction> answers(NetworkResult result, int cell) {
        return result.cells().get(cell).report().predictions();
    }

    private PairedDifference difference(ToDoubleFunction<CellResult> value) {
        return difference(
                reference.cells().stream().mapToDouble(value).toArray(),
                attention.cells().stream().mapToDouble(value).toArray());
    }

    /** Over the slices for which both networks define it; others would compare other slices. */
    private PairedDifference lookDifference(Look look) {
        int cells = reference.cells().size();
        double[] without = new double[cells];
        double[] with = new double[cells];
        for (int i = 0; i < cells; i++) {
            List<HeatMapMeasures> a = reference.cells().get(i).measures();
            List<HeatMapMeasures> b = attention.cells().get(i).measures();
            int[] common =
                    IntStream.range(0, a.size())
                            .filter(n -> look.of(a.get(n)).isPresent())
                            .filter(n -> look.of(b.get(n)).isPresent())
                            .toArray();
            without[i] = mean(look, a, common);
            with[i] = mean(look, b, common);
        }
        return difference(without, with);
    }

    private static double mean(Look look, List<HeatMapMeasures> measures, int[] slices) {
        return Arrays.stream(slices)
                .mapToDouble(n -> look.of(measures.get(n)).getAsDouble())
                .average()
                .orElse(Double.NaN);
    }

    private PairedDifference difference(double[] without, double[] with) {
        return setup.repeat() == Repeat.SEED
                ? PairedDifference.ofSeeds(without, with)
                : PairedDifference.ofFolds(
                        without, with, (double) setup.validationSlices() / setup.trainSlices());
    }
}
