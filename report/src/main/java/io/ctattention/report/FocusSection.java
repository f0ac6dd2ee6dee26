package io.ctattention.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;

import io.ctattention.comparison.AttentionEffect;
import io.ctattention.comparison.ComparisonReport;
import io.ctattention.comparison.FocusMeasure;
import io.ctattention.comparison.ReportWords;
import io.ctattention.comparison.statistics.PairedDifference;
import io.ctattention.comparison.statistics.RepeatSummary;
import io.ctattention.comparison.verdict.Percent;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where the networks look, in figures. */
final class FocusSection {

    private final ComparisonReport report;
    private final List<NetworkKey> keys;
    private final List<FocusMeasure> measured;

    private FocusSection(ComparisonReport report) {
        this.report = report;
        this.keys = NetworkKey.of(report);
        this.measured = report.focusMeasures();
    }

    static PageSection of(ComparisonReport report) {
        FocusSection section = new FocusSection(report);
        List<DomContent> content = new ArrayList<>();
        if (section.measured.isEmpty()) {
            content.add(p("None of this was measured."));
        } else {
            if (section.measured.contains(FocusMeasure.LUNGS)) {
                content.add(section.bars());
            }
            content.add(
                    div(section.scores(), each(report.effects(), section::differences))
                            .withClass("tables"));
            content.add(
                    p(String.format(
                                    Locale.ROOT,
                                    "For the %s heat map of the prediction, after the last"
                                            + " convolution: a mean over the validation slices"
                                            + " whose heat map is not empty, then %s; differences"
                                            + " use the slices for which neither network's map is"
                                            + " empty. Attention spread evenly would give each"
                                            + " region its share of the area.",
                                    report.setup().method().title(),
                                    ReportWords.over(report.setup())))
                            .withClass("note"));
            report.constantAnswers().forEach(c -> content.add(p(c).withClass("note")));
            content.add(FaithfulnessPlots.of(report));
            report.sanitySentences().forEach(s -> content.add(p(s).withClass("note")));
        }
        return new PageSection("focus", "Where the networks look", content);
    }

    private static Double mean(NetworkKey key, FocusMeasure measure) {
        RepeatSummary summary = key.network().focus().get(measure);
        return summary == null ? null : summary.mean();
    }

    private DomContent bars() {
        var bars = div().withClass("bars");
        for (NetworkKey key : keys) {
            bars.with(
                    div(key.html()),
                    bar(key.label(), mean(key, FocusMeasure.LUNGS), mean(key, FocusMeasure.RING)));
        }
        NetworkKey any = keys.get(0);
        bars.with(
                div("Spread evenly"),
                bar(
                        "Spread evenly",
                        mean(any, FocusMeasure.UNIFORM_LUNGS),
                        mean(any, FocusMeasure.UNIFORM_RING)));
        return div(
                bars,
                p(part("lungs", "lungs"), part("ring", "outer ring"), part("rest", "elsewhere"))
                        .withClass("legend"));
    }

    private static DomContent part(String kind, String words) {
        return span(span().withClasses("patch", kind), span(words)).withClass("key");
    }

    private static DomContent bar(String label, Double lungs, Double ring) {
        if (lungs == null) {
            return div("every heat map is empty").withClass("note");
        }
        double elsewhere = 1 - lungs - ring;
        return div(piece("lungs", lungs), piece("ring", ring), piece("rest", elsewhere))
                .withClass("bar")
                .attr("role", "img")
                .attr(
                        "aria-label",
                        String.format(
                                Locale.ROOT,
                                "%s: lungs %s %%, outer ring %s %%, elsewhere %s %%",
                                label,
                                Percent.of(lungs),
                                Percent.of(ring),
                                Percent.of(elsewhere)));
    }

    private static DomContent piece(String kind, double share) {
        return span(share < 0.06 ? "" : Percent.of(share))
                .withClass(kind)
                .withStyle(String.format(Locale.ROOT, "width:%.2f%%", 100 * share));
    }

    private DomContent scores() {
        List<String> head = new ArrayList<>(List.of("In percent"));
        keys.forEach(key -> head.add(key.label()));
        PageTable table =
                new PageTable("Heat maps: " + ReportWords.means(report.setup(), "SD"), head);
        for (FocusMeasure measure : measured) {
            List<String> cells = new ArrayList<>();
            keys.forEach(key -> cells.add(Percent.summary(key.network().focus().get(measure))));
            table.row(measure.title() + direction(measure), cells);
        }
        return table.html();
    }

    private DomContent differences(AttentionEffect effect) {
        PageTable table =
                new PageTable(
                        PageWords.difference(report, effect),
                        List.of("Heat maps", "Difference", "95 % by t", ReportWords.p(report)));
        for (FocusMeasure measure : measured) {
            PairedDifference difference = effect.focus().get(measure);
            if (difference != null && !measure.isOfArea()) {
                table.row(
                        measure.title() + direction(measure) + ReportWords.pairs(difference),
                        List.of(
                                Percent.signed(difference.mean()),
                                Percent.signed(difference.interval()),
                                Percent.p(difference.holmTPValue())));
            }
        }
        return table.html();
    }

    private static String direction(FocusMeasure measure) {
        return switch (measure) {
            case INSERTION, POINTING -> " ↑";
            case DELETION -> " ↓";
            default -> "";
        };
    }
}
