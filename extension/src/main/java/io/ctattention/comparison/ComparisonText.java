package io.ctattention.comparison;

import io.ctattention.comparison.statistics.PairedDifference;
import io.ctattention.comparison.statistics.RepeatSummary;
import io.ctattention.comparison.verdict.Percent;
import io.ctattention.evaluation.Metric;
import io.ctattention.file.TextTable;
import io.ctattention.phantom.PhantomSlices;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/** Writes a comparison for a terminal. */
final class ComparisonText {

    private final ComparisonReport report;
    private final ComparisonSetup setup;
    private final StringBuilder text = new StringBuilder();

    private ComparisonText(ComparisonReport report) {
        this.report = report;
        this.setup = report.setup();
    }

    static String of(ComparisonReport report) {
        return new ComparisonText(report).text();
    }

    private String text() {
        if (setup.phantom()) {
            paragraph(PhantomSlices.NOTICE);
        }
        paragraph(report.leakage().sentence());
        report.effects().forEach(effect -> paragraph(effect.verdict().sentence()));
        ReportSentences.together(report).ifPresent(this::paragraph);
        report.constantAnswers().forEach(this::paragraph);
        paragraph(ReportWords.trainings(setup) + ".");
        f1AtEpochs();
        differences();
        lastEpoch();
        focus();
        return text.toString();
    }

    private void paragraph(String sentence) {
        text.append(sentence).append("\n\n");
    }

    private void table(String title, TextTable table) {
        text.append(title).append('\n').append(table).append('\n');
    }

    private void f1AtEpochs() {
        TextTable table = new TextTable(Set.of(0, 1));
        List<String> head = new ArrayList<>(List.of("network", ""));
        setup.milestones().forEach(epoch -> head.add("epoch " + epoch));
        boolean ends = !setup.lastEpochs().same();
        if (ends) {
            head.add(String.format(Locale.ROOT, "last (%s)", setup.lastEpochs().range()));
        }
        table.row(head);
        for (NetworkResult network : report.networks()) {
            List<RepeatSummary> f1 = new ArrayList<>(network.f1AtEpoch().values());
            if (ends) {
                f1.add(network.lastF1());
            }
            row(table, network.name(), "mean", f1.stream().map(Percent::summary));
            if (f1.stream().anyMatch(summary -> summary.interval() != null)) {
                row(table, "", "95 %", f1.stream().map(s -> Percent.of(s.interval())));
            }
            List<String> paper = new ArrayList<>();
            setup.milestones().forEach(e -> paper.add(printed(PaperTable.f1(network.name(), e))));
            if (paper.stream().anyMatch(cell -> !cell.isEmpty())) {
                row(
                        table,
                        "",
                        "paper",
                        Stream.concat(paper.stream(), ends ? Stream.of("") : Stream.of()));
            }
        }
        table(
                String.format(
                        Locale.ROOT,
                        "F1 of %s on the validation slices, in percent: %s",
                        setup.positiveClass(),
                        ReportWords.means(setup, "standard deviation")),
                table);
    }

    private static void row(TextTable table, String name, String what, Stream<String> cells) {
        table.row(Stream.concat(Stream.of(name, what), cells).toList());
    }

    private static String printed(OptionalDouble value) {
        return value.isPresent()
                ? String.format(Locale.ROOT, "%.2f", 100 * value.getAsDouble())
                : "";
    }

    private void differences() {
        String last = setup.lastEpochs().brief();
        for (AttentionEffect effect : report.effects()) {
            TextTable table = new TextTable(Set.of(0));
            table.row(List.of("", "difference", "95 % by t", "bootstrap", ReportWords.p(report)));
            effect.f1AtEpoch().forEach((epoch, d) -> row(table, "F1 at epoch " + epoch, d));
            effect.f1ByClass().forEach((name, d) -> row(table, "F1 of " + name + ", " + last, d));
            effect.metrics()
                    .forEach(
                            (metric, d) ->
                                    row(
                                            table,
                                            ReportWords.title(metric, setup) + ", " + last,
                                            metric,
                                            d));
            report.focusMeasures().stream()
                    .filter(measure -> !measure.isOfArea())
                    .forEach(measure -> row(table, measure.title(), effect.focus().get(measure)));
            table(
                    String.format(
                            Locale.ROOT,
                            "%s minus %s, in points, paired by %s%s",
                            effect.network(),
                            effect.reference(),
                            setup.repeat().id(),
                            ReportWords.together(report)),
                    table);
            ReportSentences.ofTests(report, effect).forEach(line -> text.append(line).append('\n'));
            text.append('\n');
        }
    }

    private static void row(TextTable table, String name, PairedDifference difference) {
        row(table, name, Metric.F1, difference);
    }

    private static void row(
            TextTable table, String name, Metric metric, PairedDifference difference) {
        table.row(
                List.of(
                        name + ReportWords.pairs(difference),
                        Percent.signed(metric, difference.mean()),
                        Percent.signed(metric, difference.interval()),
                        Percent.signed(metric, difference.bootstrap()),
                        Percent.p(difference.holmTPValue())));
    }

    private void lastEpoch() {
        List<Metric> metrics =
                List.of(
                        Metric.MACRO_F1,
                        Metric.BALANCED_ACCURACY,
                        Metric.AUROC,
                        Metric.ACCURACY,
                        Metric.LOSS);
        TextTable table = new TextTable(Set.of(0));
        List<String> head = new ArrayList<>(List.of("network"));
        setup.classes().forEach(name -> head.add("F1 " + name));
        metrics.forEach(metric -> head.add(ReportWords.bare(metric)));
        head.addAll(List.of("parameters", "s/epoch"));
        table.row(head);
        for (NetworkResult network : report.networks()) {
            List<String> cells = new ArrayList<>(List.of(network.name()));
            network.f1ByClass().values().forEach(s -> cells.add(Percent.summary(s)));
            metrics.forEach(m -> cells.add(Percent.summary(m, network.metrics().get(m))));
            cells.add(String.valueOf(network.parameters()));
            cells.add(String.format(Locale.ROOT, "%.1f", network.secondsPerEpoch().mean()));
            table.row(cells);
        }
        for (String answer : report.constantBaseline().keySet()) {
            List<String> cells = new ArrayList<>(List.of("always " + answer));
            setup.classes().forEach(name -> cells.add(Percent.of(report.constantF1(answer, name))));
            metrics.forEach(m -> cells.add(Percent.of(report.constant(answer, m))));
            cells.addAll(List.of("", ""));
            table.row(cells);
        }
        table(
                String.format(
                        Locale.ROOT,
                        "After %s, in percent, the log loss in nats",
                        setup.lastEpochs().words()),
                table);
    }

    private void focus() {
        TextTable table = new TextTable(Set.of(0));
        List<String> head = new ArrayList<>(List.of(""));
        report.networks().forEach(network -> head.add(network.name()));
        table.row(head);
        for (FocusMeasure measure : report.focusMeasures()) {
            List<String> cells = new ArrayList<>(List.of(measure.title()));
            report.networks().forEach(n -> cells.add(Percent.summary(n.focus().get(measure))));
            table.row(cells);
        }
        table(
                String.format(
                        Locale.ROOT,
                        "Where the networks look: %s of the prediction at layer conv, in percent, over slices whose heat map is not empty",
                        setup.method().title()),
                table);
        report.sanitySentences().forEach(sentence -> text.append(sentence).append('\n'));
    }
}
