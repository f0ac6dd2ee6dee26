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

/** Sentences that the readable forms of a report share. */
public final class ReportSentences {

    private ReportSentences() {}

    /**
     * Describes the tests of an attention's effect.
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
                                    "F1 has no interval and no p: that takes two %s in which F1 is"
                                            + " defined for both networks, and there %s.",
                                    repeats,
                                    f1.pairs() == 0 ? "is none" : "is one"))
                    : Optional.of(
                            String.format(
                                    Locale.ROOT,
                                    "F1 has no interval and no p: the difference is the same over"
                                            + " all %s.",
                                    repeats));
        }
        return Optional.of(
                String.format(
                        Locale.ROOT,
                        "p is from Student's t-test%s.%s",
                        f1.repeats() == Repeat.FOLD
                                ? ", corrected for the training slices that folds share (Nadeau and Bengio 2003)"
                                : "",
                        f1.comparisons() == 1
                                ? ""
                                : String.format(
                                        Locale.ROOT,
                                        " For the %d attentions together, p is adjusted by Holm's"
                                                + " procedure (1979) and each interval has the"
                                                + " level %.2f %% (Bonferroni; Dunn 1961). Holm's"
                                                + " procedure is more powerful, so p may be below"
                                                + " 0.05 although an interval contains 0; the"
                                                + " verdict uses the interval. Neither is adjusted"
                                                + " for the number of rows in the table.",
                                        f1.comparisons(),
                                        100 - 5.0 / f1.comparisons())));
    }

    /** What few seeds can show without assuming a normal distribution. */
    private static Optional<String> signs(AttentionEffect effect) {
        PairedDifference f1 = effect.f1();
        if (f1.repeats() == Repeat.FOLD) {
            return Optional.of(
                    "There is no bootstrap and no sign-flip test: both assume independent"
                            + " repetitions, which folds are not.");
        }
        if (f1.pairs() < 2) {
            return Optional.empty();
        }
        boolean together = f1.comparisons() > 1;
        return Optional.of(
                String.format(
                        Locale.ROOT,
                        "A sign-flip permutation test of F1, which assumes no distribution, gives"
                                + " p %s%s; %d %s give no p below %s%s.",
                        Percent.equation(f1.holmPValue()),
                        together ? " by Holm" : "",
                        f1.pairs(),
                        f1.repeats().noun(f1.pairs()),
                        Percent.p(Math.min(1, f1.comparisons() * f1.leastPValue())),
                        together && f1.bootstrap() == null
                                ? ", and too few resamples for an interval"
                                : ""));
    }

    /** Whether the difference in F1 would hold for other patients. */
    private static String patients(PatientLeakage leakage, AttentionEffect effect) {
        PatientDifference f1 = effect.otherPatients().get(Metric.F1);
        String drawn =
                String.format(
                        Locale.ROOT,
                        "If %ss are resampled, too,%s the difference in F1 is ",
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
                        "%s%s points; there is no interval, which needs two %ss and differences"
                                + " that vary.",
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
                "Of %s of answers, %d are right only with %s and %d only with %s: McNemar's p %s,"
                        + " which is too small if %s%s.",
                ReportWords.count(test.predictions(), "pair"),
                test.onlyAttentionRight(),
                NetworkSpec.title(effect.network()),
                test.onlyReferenceRight(),
                NetworkSpec.title(effect.reference()),
                Percent.equation(test.pValue()),
                again ? "several seeds answer the same slice" : "a patient has several slices",
                effect.f1().comparisons() == 1 ? "" : ", and of this attention alone");
    }

    /**
     * Says how reliable the verdicts on several attentions are, taken together.
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
                                "The %d verdicts are given together: if no attention had an effect,"
                                        + " at most 5 %% of such comparisons would claim one"
                                        + " (simultaneous intervals by Bonferroni, p by Holm).",
                                m));
    }

    /** The runs in which a network gives every slice the same class; empty if there are none. */
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
                        "On %s%s %s gives every validation slice the same class (%s): the slice"
                                + " does not change the answer, F1 is that of a constant answer,"
                                + " and the heat maps do not explain it.",
                        where,
                        repeat.noun(all),
                        NetworkSpec.title(network.name()),
                        which));
    }

    /**
     * Whether the network of the sanity check, that of the first run, gives every slice the same
     * class.
     */
    static boolean isConstant(NetworkResult network) {
        return network.runs().get(0).report().constantAnswer().isPresent();
    }

    /** How similar the heat maps of an untrained network are. */
    static String sanity(NetworkResult network, SanityCheck check) {
        String of =
                String.format(
                        Locale.ROOT,
                        "Sanity check of %s (Adebayo et al. 2018): ",
                        NetworkSpec.title(network.name()));
        double correlation = check.stages().get(check.stages().size() - 1).correlation();
        if (Double.isNaN(correlation)) {
            return of + "not possible, because every heat map is empty or uniform.";
        }
        return String.format(
                Locale.ROOT,
                "%sthe rank correlation of its heat maps with untrained and with trained weights"
                        + " is %.2f, %s.",
                of,
                correlation,
                isConstant(network)
                        ? "which says nothing here, because it gives every slice the same class"
                        : check.passed()
                                ? "so they show what was learned"
                                : "so they show the slice rather than what was learned");
    }
}
