package io.ctattention.comparison;

import static j2html.TagCreator.body;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.head;
import static j2html.TagCreator.header;
import static j2html.TagCreator.html;
import static j2html.TagCreator.li;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.strong;
import static j2html.TagCreator.style;
import static j2html.TagCreator.text;
import static j2html.TagCreator.title;

import io.ctattention.phantom.PhantomSlices;
import j2html.Config;
import j2html.rendering.FlatHtml;
import j2html.tags.DomContent;
import j2html.tags.specialized.HtmlTag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes a comparison as one HTML page that needs nothing else; it is well-formed XML, too. */
final class ComparisonPage {

    private static final String STYLE = "page.css";
    private static final Config XML = Config.defaults().withEmptyTagsClosed(true);

    private final ComparisonReport report;
    private final ComparisonSetup setup;

    private ComparisonPage(ComparisonReport report) {
        this.report = report;
        this.setup = report.setup();
    }

    static String of(ComparisonReport report) {
        try {
            StringBuilder out = new StringBuilder("<!DOCTYPE html>\n");
            return new ComparisonPage(report).page().render(FlatHtml.into(out, XML)).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HtmlTag page() throws IOException {
        List<PageSection> sections =
                List.of(
                        F1Section.of(report),
                        DifferenceSection.of(report),
                        ScoreSection.of(report),
                        CurveSection.of(report),
                        FocusSection.of(report),
                        ExampleSection.of(report),
                        AuditSection.of(report),
                        OriginSection.of(report));
        return html(
                        head(
                                meta().withCharset("utf-8"),
                                meta().withName("viewport")
                                        .withContent("width=device-width, initial-scale=1"),
                                title(question() + " " + names()),
                                style(rawHtml(Theme.css() + css()))),
                        body(main(top(), contents(sections), each(sections, PageSection::html))))
                .withLang("en");
    }

    private DomContent top() {
        return header(
                each(warnings(), w -> w),
                h1(question()),
                div(each(verdicts(), v -> p(PageWords.tied(v))))
                        .withClass(report.effects().size() > 1 ? "verdict several" : "verdict"),
                each(
                        Sentences.together(report).stream()
                                .map(t -> p(PageWords.tied(t)).withClass("note"))),
                each(report.constantAnswers().stream().map(c -> warning("Constant answers.", c))),
                p(String.format(
                                Locale.ROOT,
                                "%s. Data: %s, %s to train on and %s to validate on, protocol %s. %s.",
                                names(),
                                setup.data(),
                                PageWords.count(setup.trainSlices(), "slice"),
                                PageWords.number(setup.validationSlices()),
                                setup.protocol(),
                                PageWords.trainings(setup)))
                        .withClass("note"));
    }

    private List<DomContent> warnings() {
        List<DomContent> warnings = new ArrayList<>();
        if (setup.phantom()) {
            warnings.add(warning("Phantoms.", PhantomSlices.NOTICE));
        }
        Leak leak = report.leak();
        warnings.add(
                leak.leaks()
                        ? warning("Leak.", leak.sentence())
                        : p(leak.sentence()).withClass("note"));
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

    private String question() {
        return report.effects().isEmpty() ? "What the networks score" : "Does attention help?";
    }

    private String names() {
        return NetworkKey.of(report).stream()
                .map(NetworkKey::label)
                .collect(Collectors.joining(", "));
    }

    private static DomContent contents(List<PageSection> sections) {
        return nav(ol(each(sections, section -> li(section.link()))))
                .attr("aria-label", "Contents");
    }

    private static String css() throws IOException {
        try (InputStream in = ComparisonPage.class.getResourceAsStream(STYLE)) {
            if (in == null) {
                throw new IOException(
                        String.format(
                                Locale.ROOT,
                                "io/ctattention/comparison/%s is not on the class path",
                                STYLE));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
