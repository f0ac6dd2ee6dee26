package io.ctattention.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.header;
import static j2html.TagCreator.p;
import static j2html.TagCreator.strong;
import static j2html.TagCreator.text;

import io.ctattention.comparison.ComparisonReport;
import io.ctattention.comparison.ComparisonSetup;
import io.ctattention.comparison.PatientLeakage;
import io.ctattention.comparison.ReportSentences;
import io.ctattention.comparison.ReportWords;
import io.ctattention.phantom.PhantomSlices;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The top of the page: warnings, the question and the verdict. */
final class PageHeader {

    private final ComparisonReport report;
    private final ComparisonSetup setup;

    PageHeader(ComparisonReport report) {
        this.report = report;
        this.setup = report.setup();
    }

    DomContent html() {
        return header(
                each(warnings(), w -> w),
                h1(question()),
                div(each(verdicts(), v -> p(PageWords.tied(v))))
                        .withClass(report.effects().size() > 1 ? "verdict several" : "verdict"),
                each(
                        ReportSentences.together(report).stream()
                                .map(t -> p(PageWords.tied(t)).withClass("note"))),
                each(report.constantAnswers().stream().map(c -> warning("Constant answers.", c))),
                p(String.format(
                                Locale.ROOT,
                                "%s. Data: %s, %s to train on and %s to validate on, protocol %s. %s.",
                                names(),
                                setup.data(),
                                ReportWords.count(setup.trainSlices(), "slice"),
                                ReportWords.number(setup.validationSlices()),
                                setup.protocol(),
                                ReportWords.trainings(setup)))
                        .withClass("note"));
    }

    private List<DomContent> warnings() {
        List<DomContent> warnings = new ArrayList<>();
        if (setup.phantom()) {
            warnings.add(warning("Phantoms.", PhantomSlices.NOTICE));
        }
        PatientLeakage leakage = report.leakage();
        warnings.add(
                leakage.leaks()
                        ? warning("Leak.", leakage.sentence())
                        : p(leakage.sentence()).withClass("note"));
        return warnings;
    }

    private static DomContent warning(String word, String sentence) {
        return div(p(strong("⚠ " + word), text(" " + PageWords.tied(sentence))))
                .withClass("warning")
                .attr("role", "note");
    }

    private List<String> verdicts() {
        return report.effects().isEmpty()
                ? List.of("No network with attention was compared with one without.")
                : report.effects().stream().map(e -> e.verdict().sentence()).toList();
    }

    String question() {
        return report.effects().isEmpty() ? "Scores of the networks" : "Does attention help?";
    }

    String names() {
        return NetworkKey.of(report).stream()
                .map(NetworkKey::label)
                .collect(Collectors.joining(", "));
    }
}
