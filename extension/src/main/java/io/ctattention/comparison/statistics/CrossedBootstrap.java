package io.ctattention.comparison.statistics;

import io.ctattention.evaluation.EvaluationOptions;
import io.ctattention.evaluation.Interval;
import io.ctattention.evaluation.Metric;
import io.ctattention.evaluation.ResamplingUnits;
import io.ctattention.evaluation.ScoreTable;
import io.ctattention.evaluation.Scores;
import io.ctattention.evaluation.SlicePrediction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;

/** Draws patients and seeds; see {@link PatientDifference}. */
final class CrossedBootstrap {

    private final List<Metric> metrics;
    private final List<PairedTables> tables;
    private final ResamplingUnits units;

    CrossedBootstrap(
            List<Metric> metrics,
            List<String> classes,
            String positiveClass,
            List<PairedPredictions> pairs) {
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException("There are no predictions to compare");
        }
        this.metrics = metrics;
        Map<String, Integer> places = new LinkedHashMap<>();
        List<SlicePrediction> slices = new ArrayList<>();
        for (PairedPredictions pair : pairs) {
            for (SlicePrediction slice : pair.reference()) {
                if (places.putIfAbsent(slice.file(), slices.size()) == null) {
                    slices.add(slice);
                }
            }
        }
        units = ResamplingUnits.of(slices);
        tables =
                pairs.stream()
                        .map(
                                pair ->
                                        new PairedTables(
                                                ScoreTable.of(
                                                        classes, positiveClass, pair.reference()),
                                                ScoreTable.of(
                                                        classes, positiveClass, pair.attention()),
                                                pair.reference().stream()
                                                        .mapToInt(s -> places.get(s.file()))
                                                        .toArray()))
                        .toList();
    }

    /** Both networks of one seed, and where its slices are among all slices. */
    private record PairedTables(ScoreTable reference, ScoreTable attention, int[] places) {}

    Map<Metric, PatientDifference> differences(EvaluationOptions options, int comparisons) {
        double[] seen = means(ones(tables.size()), ones(units.unitOfSlice().length));
        List<double[]> resamples =
                units.count() < 2
                        ? List.of()
                        : options.draws()
                                .map(random -> means(seeds(random), units.draw(random)))
                                .toList();
        Map<Metric, PatientDifference> differences = new LinkedHashMap<>();
        for (int m = 0; m < metrics.size(); m++) {
            int metric = m;
            double[] defined =
                    resamples.stream()
                            .mapToDouble(means -> means[metric])
                            .filter(mean -> !Double.isNaN(mean))
                            .toArray();
            differences.put(
                    metrics.get(m),
                    new PatientDifference(
                            Double.isNaN(seen[m]) ? null : seen[m],
                            interval(defined, comparisons),
                            units.unit(),
                            units.count(),
                            defined.length,
                            options.seed()));
        }
        return differences;
    }

    private static Interval interval(double[] defined, int comparisons) {
        if (defined.length == 0) {
            return null;
        }
        Interval interval = Interval.percentile(defined, 0.025 / comparisons);
        return interval.isPoint() ? null : interval;
    }

    private int[] seeds(Random random) {
        int[] times = new int[tables.size()];
        for (int i = 0; i < Math.max(1, times.length - 1); i++) {
            times[random.nextInt(times.length)]++;
        }
        return times;
    }

    /** By metric; NaN where no seed defines it. */
    private double[] means(int[] times, int[] weights) {
        double[] sums = new double[metrics.size()];
        int[] defined = new int[metrics.size()];
        for (int i = 0; i < times.length; i++) {
            PairedTables pair = tables.get(i);
            int[] own = Arrays.stream(pair.places).map(place -> weights[place]).toArray();
            if (times[i] == 0 || Arrays.stream(own).allMatch(weight -> weight == 0)) {
                continue;
            }
            Scores reference = pair.reference.scores(own);
            Scores attention = pair.attention.scores(own);
            for (int m = 0; m < sums.length; m++) {
                OptionalDouble a = reference.value(metrics.get(m));
                OptionalDouble b = attention.value(metrics.get(m));
                if (a.isPresent() && b.isPresent()) {
                    sums[m] += times[i] * (b.getAsDouble() - a.getAsDouble());
                    defined[m] += times[i];
                }
            }
        }
        for (int m = 0; m < sums.length; m++) {
            sums[m] /= defined[m];
        }
        return sums;
    }

    private static int[] ones(int n) {
        int[] ones = new int[n];
        Arrays.fill(ones, 1);
        return ones;
    }
}
