package io.ctattention.comparison.verdict;

import io.ctattention.block.NetworkSpec;
import io.ctattention.comparison.statistics.PairedDifference;
import io.ctattention.comparison.statistics.PatientDifference;
import io.ctattention.comparison.statistics.Repeat;
import io.ctattention.comparison.statistics.SampleSize;
import io.ctattention.evaluation.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** The sentences of a {@link Verdict}. */
final class VerdictSentence {

    private static final int MANY = 1000;

    private final String network;
    private final String score;
    private final PairedDifference difference;
    private final PatientDifference patients;

    VerdictSentence(
            Verdict.Question question, PairedDifference difference, PatientDifference patients) {
        this.network = NetworkSpec.title(question.network());
        this.score =
                String.format(
                        Locale.ROOT,
                        "%s at %s",
                        DisplayName.ofMetric(question.metric(), question.positiveClass()),
                        question.epochs().words());
        this.difference = difference;
        this.patients = patients;
    }

    String agreement() {
        int n = difference.values().size();
        return String.format(
                Locale.ROOT,
                "The data do not show whether %s helps: with and without it every slice gets the"
                        + " same class, on %s.",
                network,
                n == 1
                        ? "the one " + word(1)
                        : String.format(Locale.ROOT, "all %d %s", n, word(n)));
    }

    String undefined() {
        return String.format(
                Locale.ROOT,
                "The data do not show whether %s helps: %s is not defined for both networks on any"
                        + " of the %d %s.",
                network,
                score,
                difference.values().size(),
                word(2));
    }

    String one() {
        return String.format(
                Locale.ROOT,
                "One %s%s says nothing about whether %s helps: the difference seen in %s, %s"
                        + " points, may be all noise, and it takes at least two %s to measure"
                        + " noise.",
                word(1),
                leftOut(),
                network,
                score,
                signed(),
                word(2));
    }

    String zero() {
        return String.format(
                Locale.ROOT,
                "The data do not show whether %s helps: the mean difference in %s is 0 %s %s.",
                network,
                score,
                over(),
                range());
    }

    String withoutNoise() {
        return String.format(
                Locale.ROOT,
                "The data do not show whether %s helps: the difference seen in %s is the same, %s"
                        + " points, %s, so there is no noise to compare it with.",
                network,
                score,
                signed(),
                over());
    }

    String noise() {
        return String.format(
                Locale.ROOT,
                "The data do not show whether %s helps: the difference seen in %s, %s points %s, is within the noise %s%s.",
                network,
                score,
                signed(),
                over(),
                range(),
                missing());
    }

    String told(Verdict.Answer answer, boolean others) {
        boolean up = difference.mean() > 0;
        return String.format(
                Locale.ROOT,
                "On these %s %s %s %s by %s points %s%s: it %s%s.",
                pairs(),
                network,
                up ? "raises" : "lowers",
                score,
                points(Math.abs(difference.mean())),
                range(up),
                p(),
                answer.words(),
                others ? "" : rider(up));
    }

    private String rider(boolean up) {
        if (patients == null) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                " on these slices; for other %ss the data do not show it%s",
                patients.unit(),
                patients.interval() == null ? "" : " (" + ends(patients.interval(), up) + ")");
    }

    /** Power at the observed effect, which the seeds leave as uncertain as the effect. */
    private String missing() {
        SampleSize seeds = difference.seeds();
        if (seeds == null) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "; if the true effect is the one observed, %s more %s would probably show it"
                        + " (95 %% interval %s)",
                about(seeds.needed()),
                word(more(seeds.needed())),
                seeds.most() == SampleSize.MOST
                        ? more(seeds.least()) + " to any number"
                        : more(seeds.least()) + " to " + more(seeds.most()));
    }

    private int more(int seeds) {
        return Math.max(0, seeds - difference.pairs());
    }

    private String about(int seeds) {
        return more(seeds) > MANY ? "more than " + MANY : "about " + more(seeds);
    }

    private String over() {
        return "over these " + pairs();
    }

    private String pairs() {
        return String.format(
                Locale.ROOT, "%d %s%s", difference.pairs(), word(difference.pairs()), leftOut());
    }

    private String leftOut() {
        return difference.undefined() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        " (%d more left out, without a score)",
                        difference.undefined());
    }

    private String word(int count) {
        return difference.repeats().noun(count);
    }

    private String range() {
        return range(true);
    }

    private String range(boolean up) {
        String widened =
                difference.repeats() == Repeat.FOLD
                        ? ", widened because folds share training slices"
                        : "";
        return String.format(
                Locale.ROOT,
                "(%s%s%s)",
                ends(difference.interval(), up),
                widened,
                together() ? ", simultaneous for " + difference.comparisons() + " attentions" : "");
    }

    private String p() {
        return together()
                ? String.format(
                        Locale.ROOT, ", p %s by Holm", Percent.equation(difference.holmTPValue()))
                : "";
    }

    private boolean together() {
        return difference.comparisons() > 1;
    }

    /** Of a rise, or of a fall as the sentence gives it: "lowers by 3.1", 0.4 to 5.8. */
    private static String ends(Interval interval, boolean up) {
        return String.format(
                Locale.ROOT,
                "95 %% interval %s to %s",
                points(up ? interval.low() : -interval.high()),
                points(up ? interval.high() : -interval.low()));
    }

    private String signed() {
        return (difference.mean() > 0 ? "+" : "") + points(difference.mean());
    }

    /** Hundredths to one decimal, or to the first digit that is not 0. */
    private static String points(double score) {
        double points = 100 * score;
        if (PairedDifference.isZero(score)) {
            return "0.0";
        }
        return Math.abs(points) < 0.05
                ? new BigDecimal(points).round(new MathContext(1)).toPlainString()
                : String.format(Locale.ROOT, "%.1f", points);
    }
}
