package io.ctattention.comparison;

import io.ctattention.block.NetworkSpec;
import io.ctattention.comparison.statistics.McNemar;
import io.ctattention.comparison.statistics.PairedDifference;
import io.ctattention.comparison.statistics.PatientDifference;
import io.ctattention.comparison.statistics.Repeat;
import io.ctattention.comparison.verdict.Percent;
import io.ctattention.evaluation.Metric;
import io.ctattention.explanation.SanityCheck;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the forms of a report for a reader say in the same words. */
public final class ReportSentences {

    private ReportSentences() {}

    /**
     * Says what there is to know of the tests of an attention's effect.
     *
     * @param report of the comparison
     * @param effect one of its effects
     * @return sentences
     */
    public static List<String> ofTests(ComparisonReport report, AttentionEffect effect) {
        return Stream.of(
                        tests(effect),
                        signs(effect),
                        Optional.of(patients(report.leakage(), effect)),
                        Optional.of(mcNemar(report.setup(), effect)))
                .flatMap(Optional::stream)
                .toList();
    }

    /** What p and the intervals are. */
    private static Optional<String> tests(AttentionEffect effect) {
        PairedDifference f1 = effect.f1();
        String repeats = f1.repeats().noun(2);
        if (f1.tPValue() == null) {
            return f1.pairs() < 2
                    ? Optional.of(
                            String.format(
                                    Locale.ROOT,
                                    "Of F1 there is no interval and no p: it takes two %s that define it for both networks, and there %s.",
                                    repeats,
                                    f1.pairs() == 0 ? "is none" : "is one"))
                    : Optional.of(
                            String.format(
                                    Locale.ROOT,
                                    "Of F1 there is no interval and no p: the difference is the same over all %s.",
                                    repeats));
        }
        return Optional.of(
                String.format(
                        Locale.ROOT,
                        "p is that of Student's t-test%s.%s",
                        f1.repeats() == Repeat.FOLD
                                ? ", corrected for the training slices that folds share (Nadeau and Bengio 2003)"
                                : "",
                        f1.comparisons() == 1
                                ? ""
                                : String.format(
                                        Locale.ROOT,
                                        " For the %d attentions together, p is by Holm's procedure (1979) and each interval at the level of %.2f %% (Bonferroni; Dunn 1961). Holm's is the sharper of the two, so that p may be below 0.05 where an interval still holds 0; the verdict goes by the interval. Neither is adjusted for the number of rows in the table.",
                                        f1.comparisons(),
                                        100 - 5.0 / f1.comparisons())));
    }

    /** What few seeds can say at most without leaning on the normal distribution. */
    private static Optional<String> signs(AttentionEffect effect) {
        PairedDifference f1 = effect.f1();
        if (f1.repeats() == Repeat.FOLD) {
            return Optional.of(
                    "There is no bootstrap and no sign-flip test: both take repetitions for independent, which folds are not.");
        }
        if (f1.pairs() < 2) {
            return Optional.empty();
        }
        boolean together = f1.comparisons() > 1;
        return Optional.of(
                String.format(
                        Locale.ROOT,
                        "A sign-flip permutation test of F1, which takes no distribution for granted, gives p %s%s; %d %s give none below %s%s.",
                        Percent.equation(f1.holmPValue()),
                        together ? " by Holm" : "",
                        f1.pairs(),
                        f1.repeats().noun(f1.pairs()),
                        Percent.p(Math.min(1, f1.comparisons() * f1.leastPValue())),
                        together && f1.bootstrap() == null
                                ? ", and too few resamples for an interval"
                                : ""));
    }

    /** How far F1's difference would hold for other patients. */
    private static String patients(PatientLeakage leakage, AttentionEffect effect) {
        PatientDifference f1 = effect.otherPatients().get(Metric.F1);
        String drawn =
                String.format(
                        Locale.ROOT,
                        "With other %ss drawn, too,%s the difference in F1 is ",
                        f1.unit(),
                        leakage.patientsKnown() && leakage.slicesWithoutPatient() > 0
                                ? " each slice without one as a patient of its own,"
                                : "");
        if (f1.mean() == null) {
            return drawn + "undefined.";
        }
        return f1.interval() == null
                ? String.format(
                        Locale.ROOT,
                        "%s%s points; there is no interval, which takes two %ss and differences that vary.",
                        drawn,
                        Percent.signed(f1.mean()),
                        f1.unit())
                : String.format(
                        Locale.ROOT,
                        "%s%s points, 95 %% interval %s%s.",
                        drawn,
                        Percent.signed(f1.mean()),
                        Percent.signed(f1.interval()),
                        effect.f1().comparisons() == 1 ? "" : " for all attentions together");
    }

    /** Matched predictions. */
    private static String mcNemar(ComparisonSetup setup, AttentionEffect effect) {
        McNemar test = effect.mcNemar();
        boolean again = setup.repeat() == Repeat.SEED && setup.numbers().size() > 1;
        return String.format(
                Locale.ROOT,
                "Of %s of answers, %d are right with %s alone and %d with %s alone: McNemar's p %s, too small where %s%s.",
                ReportWords.count(test.predictions(), "pair"),
                test.onlyAttentionRight(),
                NetworkSpec.title(effect.network()),
                test.onlyReferenceRight(),
                NetworkSpec.title(effect.reference()),
                Percent.equation(test.pValue()),
                again
                        ? "one slice is answered under several seeds"
                        : "a patient has several slices",
                effect.f1().comparisons() == 1 ? "" : ", and of this attention alone");
    }

    /**
     * Says what verdicts on several attentions are worth.
     *
     * @param report of the comparison
     * @return a sentence; empty for one attention
     */
    public static Optional<String> together(ComparisonReport report) {
        int m = report.effects().size();
        return m < 2
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "The %d verdicts are given together: if no attention had an effect, at most 5 %% of such comparisons would claim any (simultaneous intervals by Bonferroni, p by Holm).",
                                m));
    }

    /** In which trainings a network gives every slice the same class; empty where in none. */
    static Optional<String> constant(NetworkResult network) {
        List<RunResult> constant =
                network.runs().stream()
                        .filter(c -> c.report().constantAnswer().isPresent())
                        .toList();
        if (constant.isEmpty()) {
            return Optional.empty();
        }
        Repeat repeat = constant.get(0).run().repeat();
        int all = network.runs().size();
        String where =
                constant.size() == all
                        ? (all == 1 ? "the one " : "all " + all + " ")
                        : String.format(Locale.ROOT, "%d of %d ", constant.size(), all);
        Map<String, List<String>> byAnswer =
                constant.stream()
                        .collect(
                                Collectors.groupingBy(
                                        c -> c.report().constantAnswer().orElseThrow(),
                                        TreeMap::new,
                                        Collectors.mapping(
                                                c -> String.valueOf(c.run().number()),
                                                Collectors.toList())));
        String which =
                byAnswer.entrySet().stream()
                        .map(
                                e ->
                                        String.format(
                                                Locale.ROOT,
                                                "%s on %s %s",
                                                e.getKey(),
                                                repeat.noun(e.getValue().size()),
                                                String.join(", ", e.getValue())))
                        .collect(Collectors.joining("; "));
        return Optional.of(
                String.format(
                        Locale.ROOT,
                        "On %s%s %s gives every validation slice the same class (%s): no slice changes the answer, its F1 is that of a constant answer, and nothing that its heat maps show decides it.",
                        where,
                        repeat.noun(all),
                        NetworkSpec.title(network.name()),
                        which));
    }

    /** Whether the network of a sanity check, which is the first run's, answers one class. */
    static boolean isConstant(NetworkResult network) {
        return network.runs().get(0).report().constantAnswer().isPresent();
    }

    /** How alike the heat maps of an untrained network are. */
    static String sanity(NetworkResult network, SanityCheck check) {
        String of =
                String.format(
                        Locale.ROOT,
                        "Sanity check of %s (Adebayo et al. 2018): ",
                        NetworkSpec.title(network.name()));
        double correlation = check.stages().get(check.stages().size() - 1).correlation();
        if (Double.isNaN(correlation)) {
            return of + "not possible, for every heat map is empty or the same everywhere.";
        }
        return String.format(
                Locale.ROOT,
                "%swith untrained weights the rank correlation of its heat maps with the trained ones is %.2f, %s.",
                of,
                correlation,
                isConstant(network)
                        ? "which says nothing here, as it gives every slice the same class"
                        : check.passed()
                                ? "so that they show what was learned"
                                : "so that they show the slice more than what was learned");
    }
}
