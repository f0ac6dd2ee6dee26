package io.ctattention.report;

import static j2html.TagCreator.article;
import static j2html.TagCreator.b;
import static j2html.TagCreator.br;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.img;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import io.ctattention.block.NetworkSpec;
import io.ctattention.comparison.ComparisonReport;
import io.ctattention.comparison.ComparisonSetup;
import io.ctattention.comparison.Example;
import io.ctattention.comparison.Example.Answer;
import io.ctattention.comparison.verdict.Percent;
import io.ctattention.file.DataUri;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** A few slices as each network sees them: the paper's Figure 5, and the gates behind it. */
final class ExampleSection {

    private final ComparisonReport report;

    private ExampleSection(ComparisonReport report) {
        this.report = report;
    }

    static PageSection of(ComparisonReport report) {
        ExampleSection section = new ExampleSection(report);
        ComparisonSetup setup = report.setup();
        return PageSection.of(
                "examples",
                "Example heat maps",
                p(
                        String.format(
                                Locale.ROOT,
                                "Validation slices of the first %s, drawn at random with seed %d,"
                                        + " as in the paper's Figure 5: each network's heat map of"
                                        + " its prediction after %s, from dark (cold) to pale"
                                        + " yellow (hot). The border is green where the prediction"
                                        + " is right and red where it is wrong. The spatial gates"
                                        + " of a network that has them are shown below: black lets"
                                        + " nothing through, white everything.",
                                setup.repeat().id(),
                                setup.recipe().seed(),
                                setup.lastEpochs().words())),
                each(section.constant(), c -> p(c).withClass("note")),
                div(each(report.examples(), section::example))
                        .withClass("examples")
                        .withStyle("--columns:" + (1 + report.networks().size())));
    }

    /** Of the trainings that the examples are from. */
    private List<String> constant() {
        return NetworkKey.of(report).stream()
                .filter(key -> constant(key).isPresent())
                .map(
                        key ->
                                String.format(
                                        Locale.ROOT,
                                        "%s answers %s for every slice: its heat maps and gates"
                                                + " below do not explain the answer.",
                                        key.label(),
                                        constant(key).orElseThrow()))
                .toList();
    }

    private static Optional<String> constant(NetworkKey key) {
        return key.network().runs().get(0).report().constantAnswer();
    }

    private DomContent example(Example example) {
        int columns = 1 + example.answers().size();
        return article(
                        h3(text(example.label()), span(example.file()).withClass("file")),
                        div(
                                        figure(
                                                picture(example.slice(), "Slice " + example.file()),
                                                figcaption("Slice")),
                                        each(example.answers(), a -> answer(example, a)))
                                .withClass("row")
                                .withStyle("--columns:" + columns),
                        div(each(
                                        example.answers().stream()
                                                .filter(a -> !a.gates().isEmpty())
                                                .<DomContent>map(this::gates)))
                                .withClass("gateset"))
                .withClass("example");
    }

    private DomContent answer(Example example, Answer answer) {
        NetworkKey key = NetworkKey.of(report, answer.network());
        String verdict = answer.correct() ? "right" : "wrong";
        String mark = answer.correct() ? "✓ " : "✗ ";
        return figure(
                        picture(
                                answer.overlay(),
                                String.format(
                                        Locale.ROOT,
                                        "%s under the heat map of %s, which predicts %s%s: %s",
                                        example.file(),
                                        NetworkSpec.title(answer.network()),
                                        answer.prediction(),
                                        constant(key).isPresent() ? ", as for every slice" : "",
                                        verdict)),
                        figcaption(
                                key.html(),
                                br(),
                                b(mark + verdict).withClass(verdict),
                                br(),
                                text(
                                        String.format(
                                                Locale.ROOT,
                                                "%s %s\u00a0%%",
                                                answer.prediction(),
                                                Percent.of(answer.probability()))),
                                answer.empty()
                                        ? each(br(), text("nothing in the image supports it"))
                                        : text(""),
                                constant(key).isPresent()
                                        ? each(br(), text("as for every slice"))
                                        : text("")))
                .withClasses("answer", verdict);
    }

    private DomContent gates(Answer answer) {
        NetworkKey key = NetworkKey.of(report, answer.network());
        List<Integer> convolutions = key.network().network().gatedConvolutions();
        return div(
                        p("Spatial gates of " + key.label()),
                        div(each(
                                        IntStream.range(0, answer.gates().size())
                                                .<DomContent>mapToObj(
                                                        i ->
                                                                gate(
                                                                        answer.gates().get(i),
                                                                        convolutions.get(i)))))
                                .withClass("row")
                                .withStyle("--columns:" + answer.gates().size()))
                .withClass("gates");
    }

    private static DomContent gate(byte[] png, int convolution) {
        return figure(
                picture(png, "Spatial gate after convolution " + convolution),
                figcaption("conv " + convolution));
    }

    private static DomContent picture(byte[] png, String alt) {
        return img().withSrc(DataUri.png(png)).withAlt(alt);
    }
}
