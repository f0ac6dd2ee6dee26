package io.ctattention.report;

import static j2html.TagCreator.body;
import static j2html.TagCreator.each;
import static j2html.TagCreator.head;
import static j2html.TagCreator.li;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.style;
import static j2html.TagCreator.title;

import io.ctattention.comparison.ComparisonReport;
import io.ctattention.comparison.PageWriter;
import j2html.Config;
import j2html.TagCreator;
import j2html.rendering.FlatHtml;
import j2html.tags.DomContent;
import j2html.tags.specialized.HtmlTag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Writes a comparison as one HTML page that needs nothing else; it is well-formed XML, too. */
public final class ComparisonPage implements PageWriter {

    private static final String STYLE = "page.css";
    private static final Config XML = Config.defaults().withEmptyTagsClosed(true);

    @Override
    public String html(ComparisonReport report) {
        try {
            StringBuilder out = new StringBuilder("<!DOCTYPE html>\n");
            return page(report).render(FlatHtml.into(out, XML)).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HtmlTag page(ComparisonReport report) throws IOException {
        List<PageSection> sections =
                List.of(
                        F1Section.of(report),
                        DifferenceSection.of(report),
                        ScoreSection.of(report),
                        CurveSection.of(report),
                        FocusSection.of(report),
                        ExampleSection.of(report),
                        AuditSection.of(report),
                        ProvenanceSection.of(report));
        PageHeader top = new PageHeader(report);
        return TagCreator.html(
                        head(
                                meta().withCharset("utf-8"),
                                meta().withName("viewport")
                                        .withContent("width=device-width, initial-scale=1"),
                                title(top.question() + " " + top.names()),
                                style(rawHtml(Theme.css() + css()))),
                        body(
                                main(
                                        top.html(),
                                        contents(sections),
                                        each(sections, PageSection::html))))
                .withLang("en");
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
                                "io/ctattention/report/%s is not on the class path",
                                STYLE));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
