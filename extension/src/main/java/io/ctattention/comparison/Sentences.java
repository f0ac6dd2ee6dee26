package io.ctattention.comparison;

import io.ctattention.evaluation.Metric;
import io.ctattention.explanation.SanityCheck;
import java.util.Locale;

/** What the forms of a report for a reader say in the same words. */
final class Sentences {

    private Sentences() {}

    /** How far F1's difference would hold for other patients. */
    static String patients(AttentionEffect effect) {
        PatientDifference f1 = effect.otherPatients().get(Metric.F1);
        return String.format(
                Locale.ROOT,
                "With other %ss drawn, too, the difference in F1 is %s points, 95 %% interval %s.",
                f1.unit(),
                Percent.signed(f1.mean()),
                Percent.signed(f1.interval()));
    }

    /** Matched predictions. */
    static String mcNemar(AttentionEffect effect) {
        McNemar test = effect.mcNemar();
        return String.format(
                Locale.ROOT,
                "Of %d pairs of answers, %d are right with %s alone and %d with %s alone: McNemar's p %s, too small where one slice is answered under several seeds.",
                test.predictions(),
                test.onlyAttentionRight(),
                DisplayName.ofNetwork(effect.network()),
                test.onlyReferenceRight(),
                DisplayName.ofNetwork(effect.reference()),
                Percent.equation(test.pValue()));
    }

    /** What five seeds can say at most. */
    static String leastP(AttentionEffect effect) {
        PairedDifference f1 = effect.f1AtEpoch().values().iterator().next();
        return String.format(
                Locale.ROOT,
                "p is that of a sign-flip permutation test; %d %s give no p below %s.",
                f1.pairs(),
                f1.repeats().word(f1.pairs()),
                Percent.p(f1.leastPValue()));
    }

    /** How alike the heat maps of an untrained network are. */
    static String sanity(String network, SanityCheck check) {
        SanityCheck.Stage last = check.stages().get(check.stages().size() - 1);
        return String.format(
                Locale.ROOT,
                "Sanity check of %s (Adebayo et al. 2018): with untrained weights the rank correlation of its heat maps with the trained ones is %.2f, %s.",
                DisplayName.ofNetwork(network),
                last.correlation(),
                check.passed()
                        ? "so that they show what was learned"
                        : "so that they show the slice more than what was learned");
    }
}
