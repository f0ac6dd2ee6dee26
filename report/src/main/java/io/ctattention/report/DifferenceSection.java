package io.ctattention.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.ul;

import io.ctattention.comparison.AttentionEffect;
import io.ctattention.comparison.ComparisonReport;
import io.ctattention.comparison.ComparisonSetup;
import io.ctattention.comparison.ReportSentences;
import io.ctattention.comparison.ReportWords;
import io.ctattention.comparison.statistics.PairedDifference;
import io.ctattention.comparison.verdict.Percent;
import io.ctattention.evaluation.Metric;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The effect of each attention, with intervals and p-values. */
final class DifferenceSection {

    static final String ID = "difference";

    private DifferenceSection() {}

    static PageSection of(ComparisonReport report) {
        List<DomContent> content = new ArrayList<>();
        for (AttentionEffect effect : report.effects()) {
            content.add(table(report, effect));
            content.add(notes(report, effect));
        }
        if (content.isEmpty()) {
            content.add(p("There is no pair of networks with and without attention."));
        }
        return new PageSection(ID, "Effect of attention", content);
    }

    private static DomContent table(ComparisonReport report, AttentionEffect effect) {
        ComparisonSetup setup = report.setup();
        String last = setup.lastEpochs().brief();
        PageTable table =
                new PageTable(
                        PageWords.difference(report, effect),
                        List.of(
                                "Score",
                                "Difference",
                                "SD",
                                "95 % by t",
                                "95 % bootstrap",
                                ReportWords.p(report)));
        effect.f1AtEpoch()
                .forEach((epoch, d) -> row(table, f1(setup.positiveClass()), "epoch " + epoch, d));
        effect.f1ByClass()
                .forEach(
                        (name, d) -> {
                            boolean above =
                                    name.equals(setup.positiveClass()) && setup.lastEpochs().same();
                            if (!above) {
                                row(table, f1(name), last, d);
                            }
                        });
        effect.metrics()
                .forEach(
                        (metric, d) ->
                                table.row(
                                        name(ReportWords.title(metric, setup), last, d),
                                        cells(metric, d)));
        return table.html();
    }

    private static String f1(String name) {
        return String.format(Locale.ROOT, "F1 (%s)", name);
    }

    private static void row(PageTable table, String score, String epoch, PairedDifference d) {
        table.row(name(score, epoch, d), cells(Metric.F1, d));
    }

    private static String name(String score, String epoch, PairedDifference difference) {
        return score + ", " + epoch + ReportWords.pairs(difference);
    }

    private static List<String> cells(Metric metric, PairedDifference difference) {
        return List.of(
                Percent.signed(metric, difference.mean()),
                Percent.deviation(metric, difference.standardDeviation()),
                Percent.signed(metric, difference.interval()),
                Percent.signed(metric, difference.bootstrap()),
                Percent.p(difference.holmTPValue()));
    }

    private static DomContent notes(ComparisonReport report, AttentionEffect effect) {
        return div(ul(each(ReportSentences.ofTests(report, effect), s -> li(s)))).withClass("note");
    }
}
