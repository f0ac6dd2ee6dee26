package io.ctattention.comparison;

import io.ctattention.comparison.statistics.PairedDifference;
import io.ctattention.comparison.verdict.DisplayName;
import io.ctattention.comparison.verdict.LastEpochs;
import io.ctattention.evaluation.Metric;
import java.util.Locale;

/** Wording that the readable forms of a report share. */
public final class ReportWords {

    private ReportWords() {}

    /**
     * Counts the repetitions.
     *
     * @param setup of the comparison
     * @return such as {@code 5 seeds}
     */
    public static String repeats(ComparisonSetup setup) {
        int n = setup.numbers().size();
        return count(n, setup.repeat().id());
    }

    /**
     * Says what a figure is over.
     *
     * @param setup of the comparison
     * @return such as {@code over 5 seeds}, or {@code of 1 seed}
     */
    public static String over(ComparisonSetup setup) {
        return (setup.numbers().size() == 1 ? "of " : "over ") + repeats(setup);
    }

    /**
     * Says what the figures of a table are.
     *
     * @param setup of the comparison
     * @param sd the word for the standard deviation
     * @return such as {@code mean ± SD over 5 seeds}
     */
    public static String means(ComparisonSetup setup, String sd) {
        return (setup.numbers().size() == 1 ? "" : String.format(Locale.ROOT, "mean ± %s ", sd))
                + over(setup);
    }

    /**
     * Counts repetitions and epochs.
     *
     * @param setup of the comparison
     * @return such as {@code 5 seeds of 30 epochs}
     */
    public static String trainings(ComparisonSetup setup) {
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

    /**
     * Says in the title of a table that several attentions are judged together.
     *
     * @param report of the comparison
     * @return what follows the title; empty for one attention
     */
    public static String together(ComparisonReport report) {
        int m = report.effects().size();
        return m > 1
                ? String.format(Locale.ROOT, "; intervals and p for all %d attentions together", m)
                : "";
    }

    /**
     * Returns the head of a column of p-values.
     *
     * @param report of the comparison
     * @return {@code p} or {@code p by Holm}
     */
    public static String p(ComparisonReport report) {
        return report.effects().size() > 1 ? "p by Holm" : "p";
    }

    /**
     * Names a difference, with the unit where it is not points.
     *
     * @param metric of which
     * @param setup of the comparison
     * @return such as {@code AUROC (COVID)}
     */
    public static String title(Metric metric, ComparisonSetup setup) {
        String name = DisplayName.ofMetric(metric, setup.positiveClass());
        return metric == Metric.LOSS ? name + " (nats)" : name;
    }

    /**
     * Says of how many pairs a difference is, where some lack it.
     *
     * @param difference which
     * @return such as {@code (3 of 5)} behind a space, or nothing
     */
    public static String pairs(PairedDifference difference) {
        return difference.undefined() == 0
                ? ""
                : String.format(
                        Locale.ROOT, " (%d of %d)", difference.pairs(), difference.values().size());
    }

    /**
     * Names a metric at the head of a column.
     *
     * @param metric which
     * @return such as {@code AUROC}
     */
    public static String bare(Metric metric) {
        return metric == Metric.AUROC ? "AUROC" : DisplayName.ofMetric(metric, "");
    }

    /**
     * Counts things.
     *
     * @param n how many
     * @param word for one of them
     * @return such as {@code 1 slice} or {@code 1 234 slices}
     */
    public static String count(long n, String word) {
        return number(n) + " " + word + (n == 1 ? "" : "s");
    }

    /**
     * Writes a number with a narrow space between thousands.
     *
     * @param n the number
     * @return such as {@code 1 234}
     */
    public static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n).replace(',', '\u202f');
    }
}
