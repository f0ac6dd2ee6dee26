package io.ctattention.comparison;

import static j2html.TagCreator.p;

import io.ctattention.evaluation.ConstantAnswer;
import io.ctattention.evaluation.EvaluationReport;
import io.ctattention.evaluation.Metric;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Every score after the last epoch, beside what costs nothing to score. */
final class ScoreSection {

    private final ComparisonReport report;
    private final ComparisonSetup setup;
    private final List<NetworkKey> keys;

    private ScoreSection(ComparisonReport report) {
        this.report = report;
        this.setup = report.setup();
        this.keys = NetworkKey.of(report);
    }

    static PageSection of(ComparisonReport report) {
        ScoreSection section = new ScoreSection(report);
        return PageSection.of(
                "scores",
                "All scores after epoch " + report.setup().lastEpoch(),
                section.scores(),
                section.note(),
                section.cost());
    }

    private DomContent scores() {
        List<String> head = new ArrayList<>(List.of("Score"));
        keys.forEach(key -> head.add(key.label()));
        report.constantBaseline().keySet().forEach(answer -> head.add("always " + answer));
        PageTable table =
                new PageTable("In percent: mean ± SD over " + PageWords.repeats(setup), head);
        for (String name : setup.classes()) {
            table.row(
                    String.format(Locale.ROOT, "F1 (%s)", name),
                    cells(
                            network -> network.f1ByClass().get(name),
                            (answer, score) -> name.equals(answer) ? score.f1() : 0.0));
        }
        for (Metric metric : EvaluationReport.METRICS) {
            table.row(
                    title(metric),
                    cells(
                            network -> network.metrics().get(metric),
                            (answer, score) -> constant(metric, score)));
        }
        return table.html();
    }

    private List<String> cells(
            Function<NetworkResult, Spread> measured,
            BiFunction<String, ConstantAnswer, Double> constant) {
        List<String> cells = new ArrayList<>();
        keys.forEach(key -> cells.add(Percent.spread(measured.apply(key.network()))));
        report.constantBaseline()
                .forEach((answer, score) -> cells.add(Percent.of(constant.apply(answer, score))));
        return cells;
    }

    private static Double constant(Metric metric, ConstantAnswer score) {
        return switch (metric) {
            case ACCURACY -> score.accuracy();
            case MACRO_F1 -> score.macroF1();
            default -> null;
        };
    }

    private String title(Metric metric) {
        String name = DisplayName.ofMetric(metric, setup.positiveClass());
        String bare = name.startsWith("the ") ? name.substring("the ".length()) : name;
        return bare + (metric.higherIsBetter() ? "" : " ↓");
    }

    private DomContent note() {
        return p("A network that does not beat every constant answer has learnt nothing that counts. ↓ marks scores of which less is better.")
                .withClass("note");
    }

    private DomContent cost() {
        PageTable table =
                new PageTable(
                        "What it costs",
                        List.of("Network", "Trainable parameters", "Seconds an epoch"));
        for (NetworkKey key : keys) {
            Double seconds = key.network().secondsPerEpoch().mean();
            table.row(
                    key.html(),
                    List.of(
                            PageWords.number(key.network().parameters()),
                            seconds == null
                                    ? Percent.UNDEFINED
                                    : String.format(Locale.ROOT, "%.1f", seconds)));
        }
        return table.html();
    }
}
