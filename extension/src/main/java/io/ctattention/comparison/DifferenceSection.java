package io.ctattention.comparison;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.ul;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What each attention changes, and how far that is from chance. */
final class DifferenceSection {

    static final String ID = "difference";

    private DifferenceSection() {}

    static PageSection of(ComparisonReport report) {
        List<DomContent> content = new ArrayList<>();
        for (AttentionEffect effect : report.effects()) {
            content.add(table(report, effect));
            content.add(notes(effect));
        }
        if (content.isEmpty()) {
            content.add(p("There is no pair of networks with and without attention."));
        }
        return new PageSection(ID, "What attention changes", content);
    }

    private static DomContent table(ComparisonReport report, AttentionEffect effect) {
        ComparisonSetup setup = report.setup();
        PageTable table =
                new PageTable(
                        PageWords.difference(report, effect),
                        List.of("Score", "Difference", "SD", "95 % by t", "95 % bootstrap", "p"));
        effect.f1AtEpoch()
                .forEach(
                        (epoch, d) ->
                                table.row(
                                        String.format(
                                                Locale.ROOT,
                                                "F1 (%s), epoch %d",
                                                setup.positiveClass(),
                                                epoch),
                                        cells(d)));
        effect.f1ByClass()
                .forEach(
                        (name, d) -> {
                            if (!name.equals(setup.positiveClass())) {
                                table.row(
                                        String.format(
                                                Locale.ROOT,
                                                "F1 (%s), epoch %d",
                                                name,
                                                setup.lastEpoch()),
                                        cells(d));
                            }
                        });
        effect.metrics()
                .forEach(
                        (metric, d) ->
                                table.row(
                                        String.format(
                                                Locale.ROOT,
                                                "%s, epoch %d",
                                                DisplayName.ofMetric(metric, setup.positiveClass()),
                                                setup.lastEpoch()),
                                        cells(d)));
        return table.html();
    }

    private static List<String> cells(PairedDifference difference) {
        return List.of(
                Percent.signed(difference.mean()),
                Percent.of(difference.standardDeviation()),
                Percent.signed(difference.interval()),
                Percent.signed(difference.bootstrap()),
                Percent.p(difference.pValue()));
    }

    private static DomContent notes(AttentionEffect effect) {
        List<String> sentences =
                List.of(
                        Sentences.patients(effect),
                        Sentences.mcNemar(effect),
                        Sentences.leastP(effect));
        return div(ul(each(sentences, s -> li(s)))).withClass("note");
    }
}
