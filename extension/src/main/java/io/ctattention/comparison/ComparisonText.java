package io.ctattention.comparison;

import io.ctattention.dataset.PhantomSlices;
import io.ctattention.evaluation.Metric;
import io.ctattention.evaluation.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

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
        paragraph(report.leak().sentence());
        report.effects().forEach(effect -> paragraph(effect.verdict().sentence()));
        f1AtEpochs();
        differences();
        lastEpoch();
        looks();
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
        table.row(head);
        for (NetworkResult network : report.networks()) {
            row(table, network.name(), "mean", network, Percent::spread);
            row(table, "", "95 %", network, s -> Percent.of(s.interval()));
            List<String> paper =
                    setup.milestones().stream()
                            .map(epoch -> PaperTable.f1(network.name(), epoch))
                            .map(ComparisonText::printed)
                            .toList();
            if (paper.stream().anyMatch(cell -> !cell.isEmpty())) {
                List<String> cells = new ArrayList<>(List.of("", "paper"));
                cells.addAll(paper);
                table.row(cells);
            }
        }
        table(
                String.format(
                        Locale.ROOT,
                        "F1 of %s on the validation slices, in percent: mean ± standard deviation over %s",
                        setup.positiveClass(),
                        PageWords.repeats(setup)),
                table);
    }

    private void row(
            TextTable table,
            String name,
            String what,
            NetworkResult network,
            Function<Spread, String> cell) {
        List<String> cells = new ArrayList<>(List.of(name, what));
        setup.milestones().forEach(e -> cells.add(cell.apply(network.f1AtEpoch().get(e))));
        table.row(cells);
    }

    private static String printed(OptionalDouble value) {
        return value.isPresent()
                ? String.format(Locale.ROOT, "%.2f", 100 * value.getAsDouble())
                : "";
    }

    private void differences() {
        for (AttentionEffect effect : report.effects()) {
            TextTable table = new TextTable(Set.of(0));
            table.row(List.of("", "difference", "95 % by t", "bootstrap", "p"));
            effect.f1AtEpoch().forEach((epoch, d) -> row(table, "F1 at epoch " + epoch, d));
            effect.f1ByClass().forEach((name, d) -> row(table, "F1 of " + name, d));
            effect.metrics().forEach((metric, d) -> row(table, metric.word(), d));
            report.measuredLooks().stream()
                    .filter(look -> !look.isOfArea())
                    .forEach(look -> row(table, look.title(), effect.looks().get(look)));
            table(
                    String.format(
                            Locale.ROOT,
                            "%s minus %s, in points, paired by %s",
                            effect.network(),
                            effect.reference(),
                            setup.repeat().word()),
                    table);
            text.append(Sentences.leastP(effect))
                    .append('\n')
                    .append(Sentences.patients(effect))
                    .append('\n')
                    .append(Sentences.mcNemar(effect))
                    .append("\n\n");
        }
    }

    private static void row(TextTable table, String name, PairedDifference difference) {
        table.row(
                List.of(
                        name,
                        Percent.signed(difference.mean()),
                        Percent.signed(difference.interval()),
                        Percent.signed(difference.bootstrap()),
                        Percent.p(difference.pValue())));
    }

    private void lastEpoch() {
        TextTable table = new TextTable(Set.of(0));
        List<String> head = new ArrayList<>(List.of("network"));
        setup.classes().forEach(name -> head.add("F1 " + name));
        head.addAll(List.of("macro-F1", "AUROC", "accuracy", "parameters", "s/epoch"));
        table.row(head);
        for (NetworkResult network : report.networks()) {
            List<String> cells = new ArrayList<>(List.of(network.name()));
            network.f1ByClass().values().forEach(s -> cells.add(Percent.spread(s)));
            for (Metric metric : List.of(Metric.MACRO_F1, Metric.AUROC, Metric.ACCURACY)) {
                cells.add(Percent.spread(network.metrics().get(metric)));
            }
            cells.add(String.valueOf(network.parameters()));
            cells.add(String.format(Locale.ROOT, "%.1f", network.secondsPerEpoch().mean()));
            table.row(cells);
        }
        report.constantBaseline()
                .forEach(
                        (answer, score) -> {
                            List<String> cells = new ArrayList<>(List.of("always " + answer));
                            setup.classes()
                                    .forEach(
                                            name ->
                                                    cells.add(
                                                            Percent.of(
                                                                    name.equals(answer)
                                                                            ? score.f1()
                                                                            : 0)));
                            cells.addAll(
                                    List.of(
                                            Percent.of(score.macroF1()),
                                            Percent.of(0.5),
                                            Percent.of(score.accuracy()),
                                            "",
                                            ""));
                            table.row(cells);
                        });
        table(String.format(Locale.ROOT, "After epoch %d, in percent", setup.lastEpoch()), table);
    }

    private void looks() {
        TextTable table = new TextTable(Set.of(0));
        List<String> head = new ArrayList<>(List.of(""));
        report.networks().forEach(network -> head.add(network.name()));
        table.row(head);
        for (Look look : report.measuredLooks()) {
            List<String> cells = new ArrayList<>(List.of(look.title()));
            report.networks().forEach(n -> cells.add(Percent.spread(n.looks().get(look))));
            table.row(cells);
        }
        table(
                String.format(
                        Locale.ROOT,
                        "Where the networks look: %s of the prediction at layer conv, in percent, over slices whose heat map is not empty",
                        setup.method().title()),
                table);
        report.sanity()
                .forEach((name, check) -> text.append(Sentences.sanity(name, check)).append('\n'));
    }
}
