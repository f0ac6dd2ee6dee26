package io.ctattention.comparison;

import io.ctattention.evaluation.Metric;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Words that several parts of the page share, and the text with it. */
final class PageWords {

    private PageWords() {}

    /** Such as {@code 5 seeds}. */
    static String repeats(ComparisonSetup setup) {
        int n = setup.numbers().size();
        return count(n, setup.repeat().word());
    }

    /** Such as {@code over 5 seeds}, or {@code of 1 seed}. */
    static String over(ComparisonSetup setup) {
        return (setup.numbers().size() == 1 ? "of " : "over ") + repeats(setup);
    }

    /** Such as {@code mean ± SD over 5 seeds}. */
    static String means(ComparisonSetup setup, String sd) {
        return (setup.numbers().size() == 1 ? "" : String.format(Locale.ROOT, "mean ± %s ", sd))
                + over(setup);
    }

    /** Such as {@code 5 seeds of 30 epochs}. */
    static String trainings(ComparisonSetup setup) {
        LastEpochs last = setup.lastEpochs();
        int planned = setup.recipe().epochs();
        return last.least() == planned
                ? String.format(Locale.ROOT, "%s of %s", repeats(setup), count(planned, "epoch"))
                : String.format(
                        Locale.ROOT,
                        "%s of at most %s; early stopping ended them after %s",
                        repeats(setup),
                        count(planned, "epoch"),
                        last.range());
    }

    /** The title of a table of differences. */
    static String difference(ComparisonReport report, AttentionEffect effect) {
        return String.format(
                Locale.ROOT,
                "%s minus %s, in points, paired by %s%s",
                NetworkKey.of(report, effect.network()).label(),
                DisplayName.ofNetwork(effect.reference()),
                report.setup().repeat().word(),
                together(report));
    }

    /** What the title of a table says of the intervals of several attentions. */
    static String together(ComparisonReport report) {
        int m = report.effects().size();
        return m > 1
                ? String.format(Locale.ROOT, "; intervals and p for all %d attentions together", m)
                : "";
    }

    /** The head of a column of p-values. */
    static String p(ComparisonReport report) {
        return report.effects().size() > 1 ? "p by Holm" : "p";
    }

    /** A difference's name, with the unit where it is not points. */
    static String title(Metric metric, ComparisonSetup setup) {
        String name = DisplayName.ofMetric(metric, setup.positiveClass());
        return metric == Metric.LOSS ? name + " (nats)" : name;
    }

    /** Of how many pairs a difference is, where some lack it: {@code (3 of 5)} or nothing. */
    static String pairs(PairedDifference difference) {
        return difference.undefined() == 0
                ? ""
                : String.format(
                        Locale.ROOT, " (%d of %d)", difference.pairs(), difference.values().size());
    }

    /** A metric's name at the head of a column. */
    static String bare(Metric metric) {
        return metric == Metric.AUROC ? "AUROC" : DisplayName.ofMetric(metric, "");
    }

    /** Every network with its score, such as {@code Baseline 57.4 ± 2.1, CBAM undefined}. */
    static String scores(ComparisonReport report, Function<NetworkResult, Spread> score) {
        return NetworkKey.of(report).stream()
                .map(
                        key -> {
                            Spread spread = score.apply(key.network());
                            return key.label()
                                    + " "
                                    + (spread.mean() == null
                                            ? "undefined"
                                            : Percent.spread(spread));
                        })
                .collect(Collectors.joining(", "));
    }

    static String count(long n, String word) {
        return number(n) + " " + word + (n == 1 ? "" : "s");
    }

    /** Keeps a percent sign on the line of its number. */
    static String tied(String sentence) {
        return sentence.replace(" %", "\u00a0%");
    }

    /** With a narrow space between thousands. */
    static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n).replace(',', '\u202f');
    }

    /** Such as {@code 349 COVID, 397 NonCOVID}. */
    static String counts(Map<String, ? extends Number> counts) {
        return counts.entrySet().stream()
                .map(e -> number(e.getValue().longValue()) + " " + e.getKey())
                .collect(Collectors.joining(", "));
    }
}
