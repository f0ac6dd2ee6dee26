package io.ctattention.report;

import static j2html.TagCreator.caption;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.p;
import static j2html.TagCreator.small;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import io.ctattention.comparison.ComparisonReport;
import io.ctattention.comparison.ReportWords;
import io.ctattention.comparison.verdict.Percent;
import io.ctattention.evaluation.ConfusionMatrix;
import j2html.tags.DomContent;
import java.util.Locale;
import java.util.stream.IntStream;

/** Curves and confusion matrices. */
final class CurveSection {

    private CurveSection() {}

    static PageSection of(ComparisonReport report) {
        return PageSection.of(
                "errors",
                "ROC, calibration and confusion matrices",
                div(
                                RankingPlots.roc(report),
                                RankingPlots.precisionRecall(report),
                                ReliabilityPlot.of(report),
                                matrices(report))
                        .withClass("figures"));
    }

    private static DomContent matrices(ComparisonReport report) {
        return div(
                p("Confusion matrices").withClass("title"),
                div(each(NetworkKey.of(report), CurveSection::matrix)).withClass("matrices"),
                p(String.format(
                                Locale.ROOT,
                                "Slices by true and predicted class after %s, %s; percent of the true class.",
                                report.setup().lastEpochs().words(),
                                report.setup().numbers().size() == 1
                                        ? ReportWords.over(report.setup())
                                        : "summed " + ReportWords.over(report.setup())))
                        .withClass("note"));
    }

    private static DomContent matrix(NetworkKey key) {
        ConfusionMatrix matrix = key.network().confusionMatrix();
        return div(table(
                        caption(key.html()),
                        thead(
                                tr(
                                        th("true ↓ predicted →").attr("scope", "col"),
                                        each(matrix.classes(), c -> th(c).attr("scope", "col")))),
                        tbody(
                                each(
                                        IntStream.range(0, matrix.classes().size())
                                                .<DomContent>mapToObj(i -> row(key, matrix, i))))))
                .withClasses("scroll", "matrix")
                .withTabindex(0);
    }

    private static DomContent row(NetworkKey key, ConfusionMatrix matrix, int i) {
        return tr(
                th(matrix.classes().get(i)).attr("scope", "row"),
                each(
                        IntStream.range(0, matrix.classes().size())
                                .<DomContent>mapToObj(j -> cell(key, matrix, i, j))));
    }

    private static DomContent cell(NetworkKey key, ConfusionMatrix matrix, int i, int j) {
        long count = matrix.counts()[i][j];
        double share = matrix.support(i) == 0 ? 0 : (double) count / matrix.support(i);
        boolean any = matrix.support(i) > 0;
        return td(
                        text(ReportWords.number(count)),
                        small(any ? Percent.of(share) + " %" : "no slices"))
                .withStyle(
                        String.format(
                                Locale.ROOT,
                                "--shade:%.0f%%;--patch:var(%s)",
                                50 * share,
                                Theme.networkVariable(key.index())));
    }
}
