package io.ctattention.audit;

import io.ctattention.dataset.PatientFolds;
import io.ctattention.dataset.SliceSet;
import io.ctattention.evaluation.curve.Ranking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Predicts the class from properties of the files; the formulas are {@link ClassHint}'s. */
final class ClassHints {

    private static final int FOLDS = 5;

    private final SliceSet set;
    private final List<SliceProbe> probes;
    private final int[] folds;
    private final int positives;

    private ClassHints(SliceSet set, List<SliceProbe> probes, int patients) {
        this.set = set;
        this.probes = probes;
        this.folds = PatientFolds.assign(set, Math.min(FOLDS, patients), 0);
        this.positives = (int) probes.stream().filter(this::positive).count();
    }

    /** The hints, the strongest first; none if there is one class or one patient only. */
    static List<ClassHint> of(SliceSet set, List<SliceProbe> probes) {
        int patients = PatientFolds.patients(set);
        if (patients < 2) {
            return List.of();
        }
        ClassHints hints = new ClassHints(set, probes, patients);
        if (hints.positives == 0 || hints.positives == probes.size()) {
            return List.of();
        }
        List<ClassHint> found = new ArrayList<>();
        found.add(hints.category("file type", probe -> probe.header().format().toString()));
        found.add(hints.category("colour mode", probe -> probe.header().colorMode().toString()));
        found.add(hints.number("width", probe -> probe.header().width()));
        found.add(hints.number("height", probe -> probe.header().height()));
        found.add(hints.number("border brightness", SliceProbe::borderBrightness));
        found.sort((a, b) -> Double.compare(b.balancedAccuracy(), a.balancedAccuracy()));
        return List.copyOf(found);
    }

    private boolean positive(SliceProbe probe) {
        return probe.slice().label().equals(set.positiveClass());
    }

    private ClassHint category(String property, Function<SliceProbe, String> value) {
        Map<String, Map<String, Long>> values = new TreeMap<>();
        for (SliceProbe probe : probes) {
            values.computeIfAbsent(value.apply(probe), v -> new TreeMap<>())
                    .merge(probe.slice().label(), 1L, Long::sum);
        }
        return hint(property, null, values, train -> vote(train, value));
    }

    private Predicate<SliceProbe> vote(List<SliceProbe> train, Function<SliceProbe, String> value) {
        Map<String, Integer> votes = new LinkedHashMap<>();
        int all = 0;
        for (SliceProbe probe : train) {
            int vote = positive(probe) ? 1 : -1;
            votes.merge(value.apply(probe), vote, Integer::sum);
            all += vote;
        }
        int majority = all;
        return probe -> {
            int vote = votes.getOrDefault(value.apply(probe), 0);
            return vote == 0 ? majority > 0 : vote > 0;
        };
    }

    private ClassHint number(String property, ToDoubleFunction<SliceProbe> value) {
        double auroc = auroc(value);
        return hint(
                property,
                Math.max(auroc, 1 - auroc),
                null,
                train -> {
                    Threshold threshold = Threshold.best(scores(train, value));
                    return probe -> threshold.positive(value.applyAsDouble(probe));
                });
    }

    private double auroc(ToDoubleFunction<SliceProbe> value) {
        double[] values = probes.stream().mapToDouble(value).toArray();
        int[] once = new int[values.length];
        Arrays.fill(once, 1);
        Ranking ranking = new Ranking(values, i -> positive(probes.get(i)));
        return ranking.areas(once).auroc().orElseThrow();
    }

    private List<Threshold.Score> scores(List<SliceProbe> of, ToDoubleFunction<SliceProbe> value) {
        return of.stream()
                .map(probe -> new Threshold.Score(value.applyAsDouble(probe), positive(probe)))
                .sorted()
                .toList();
    }

    private ClassHint hint(
            String property,
            Double auroc,
            Map<String, Map<String, Long>> values,
            Function<List<SliceProbe>, Predicate<SliceProbe>> fit) {
        int truePositives = 0;
        int trueNegatives = 0;
        for (int fold = 0; fold < FOLDS; fold++) {
            int heldOut = fold;
            Map<Boolean, List<SliceProbe>> parts =
                    probes.stream()
                            .collect(
                                    Collectors.partitioningBy(
                                            probe -> folds[probe.index()] == heldOut));
            Predicate<SliceProbe> rule = fit.apply(parts.get(false));
            for (SliceProbe probe : parts.get(true)) {
                boolean right = rule.test(probe) == positive(probe);
                truePositives += right && positive(probe) ? 1 : 0;
                trueNegatives += right && !positive(probe) ? 1 : 0;
            }
        }
        int negatives = probes.size() - positives;
        return new ClassHint(
                property,
                (double) (truePositives + trueNegatives) / probes.size(),
                ((double) truePositives / positives + (double) trueNegatives / negatives) / 2,
                (double) Math.max(positives, negatives) / probes.size(),
                auroc,
                values);
    }
}
