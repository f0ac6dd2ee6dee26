package io.ctattention.report;

import static j2html.TagCreator.p;

import io.ctattention.comparison.ComparisonReport;
import io.ctattention.comparison.ComparisonSetup;
import io.ctattention.comparison.NetworkResult;
import io.ctattention.comparison.ReportWords;
import io.ctattention.comparison.verdict.DisplayName;
import io.ctattention.comparison.verdict.Percent;
import io.ctattention.evaluation.EvaluationReport;
import io.ctattention.evaluation.Metric;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** All scores after the last epoch, next to those of constant answers. */
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
                "All scores after " + report.setup().lastEpochs().words(),
                section.scores(),
                section.note(),
                section.cost());
    }

    private DomContent scores() {
        List<String> head = new ArrayList<>(List.of("Score"));
        keys.forEach(key -> head.add(key.label()));
        report.constantBaseline().keySet().forEach(answer -> head.add("always " + answer));
        PageTable table =
                new PageTable(
                        "In percent, the log loss in nats: " + ReportWords.means(setup, "SD"),
                        head);
        for (String name : setup.classes()) {
            table.row(
                    String.format(Locale.ROOT, "F1 (%s)", name),
                    cells(
                            network -> Percent.summary(network.f1ByClass().get(name)),
                            answer -> report.constantF1(answer, name)));
        }
        for (Metric metric : EvaluationReport.METRICS) {
            table.row(
                    title(metric),
                    cells(
                            network -> Percent.summary(metric, network.metrics().get(metric)),
                            answer -> report.constant(answer, metric)));
        }
        return table.html();
    }

    private List<String> cells(
            Function<NetworkResult, String> measured, Function<String, Double> constant) {
        List<String> cells = new ArrayList<>();
        keys.forEach(key -> cells.add(measured.apply(key.network())));
        report.constantBaseline()
                .keySet()
                .forEach(answer -> cells.add(Percent.of(constant.apply(answer))));
        return cells;
    }

    private String title(Metric metric) {
        String name = DisplayName.ofMetric(metric, setup.positiveClass());
        String bare = name.startsWith("the ") ? name.substring("the ".length()) : name;
        return Character.toUpperCase(bare.charAt(0))
                + bare.substring(1)
                + (metric.higherIsBetter() ? "" : " ↓");
    }

    private DomContent note() {
        return p("A network that does not beat every constant answer is no better than a constant"
                        + " answer. ↓ marks scores where lower is better. The log loss is the mean"
                        + " of -ln p of the true class, p clipped at 2^-52.")
                .withClass("note");
    }

    private DomContent cost() {
        PageTable table =
                new PageTable(
                        "Cost", List.of("Network", "Trainable parameters", "Seconds per epoch"));
        for (NetworkKey key : keys) {
            Double seconds = key.network().secondsPerEpoch().mean();
            table.row(
                    key.html(),
                    List.of(
                            ReportWords.number(key.network().parameters()),
                            seconds == null
                                    ? Percent.UNDEFINED
                                    : String.format(Locale.ROOT, "%.1f", seconds)));
        }
        return table.html();
    }
}
