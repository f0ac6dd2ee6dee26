package io.ctattention.evaluation;

import io.ctattention.evaluation.curve.Calibration;
import io.ctattention.file.Printable;
import io.ctattention.file.TextTable;
import io.ctattention.model.Decision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** A report as plain text, for a terminal or a log. */
final class ReportText {

    private final StringBuilder text = new StringBuilder();
    private final EvaluationReport report;

    private ReportText(EvaluationReport report) {
        this.report = report;
    }

    static String of(EvaluationReport report) {
        ReportText text = new ReportText(report);
        text.head();
        text.confusionMatrix();
        text.constantAnswer();
        text.estimates();
        text.constantBaseline();
        text.tail();
        return text.text.toString();
    }

    private void head() {
        if (report.phantom()) {
            line("phantom slices: these numbers say nothing about patients");
        }
        line("slices          " + report.slices());
        line("patients        " + patients());
        line("positive class  " + report.positiveClass());
        if (report.threshold() != Decision.HALF) {
            line(
                    String.format(
                            Locale.ROOT,
                            "threshold       %s: a slice counts as %s at this probability or more",
                            report.threshold(),
                            report.positiveClass()));
        }
        if (report.fingerprint() != null) {
            line("fingerprint     " + report.fingerprint());
        }
    }

    private String patients() {
        List<String> named =
                report.predictions().stream()
                        .map(SlicePrediction::patient)
                        .filter(Objects::nonNull)
                        .toList();
        if (named.isEmpty()) {
            return "unknown";
        }
        int nameless = report.slicesWithoutPatient();
        return named.stream().distinct().count()
                + (nameless == 0
                        ? ""
                        : String.format(Locale.ROOT, " (slices of unknown patient: %d)", nameless));
    }

    private void confusionMatrix() {
        TextTable table = new TextTable(Set.of(0));
        List<String> header = new ArrayList<>(List.of("true \\ predicted"));
        header.addAll(report.classes());
        table.row(header);
        for (int i = 0; i < report.classes().size(); i++) {
            List<String> row = new ArrayList<>(List.of(report.classes().get(i)));
            Arrays.stream(report.confusionMatrix().counts()[i])
                    .mapToObj(Long::toString)
                    .forEach(row::add);
            table.row(row);
        }
        add(table);
    }

    private void constantAnswer() {
        report.constantAnswer()
                .ifPresent(
                        name ->
                                line(
                                        String.format(
                                                Locale.ROOT,
                                                "All %d slices get the answer %s: the slice does"
                                                        + " not change the answer, and no heat map"
                                                        + " explains it.",
                                                report.slices(),
                                                name)));
    }

    private void estimates() {
        TextTable table = new TextTable(Set.of(0, 3));
        table.row(List.of("metric", "value", "resamples", "95 % interval"));
        report.perClass().forEach((name, e) -> table.row(row("f1 " + withPositive(name), e.f1())));
        Estimate macroF1 = report.metrics().get(Metric.MACRO_F1);
        table.row(
                row(
                        String.format(
                                Locale.ROOT,
                                "macroF1, their mean (positive: %s)",
                                report.positiveClass()),
                        macroF1));
        report.metrics().entrySet().stream()
                .filter(e -> e.getKey() != Metric.MACRO_F1)
                .forEach(e -> table.row(row(title(e.getKey()), e.getValue())));
        report.perClass()
                .forEach(
                        (name, e) -> {
                            table.row(row("precision " + name, e.precision()));
                            table.row(row("recall " + name, e.recall()));
                            table.row(row("specificity " + name, e.specificity()));
                        });
        add(table);
    }

    private static String title(Metric metric) {
        return metric == Metric.LOSS ? "loss (log loss)" : metric.id();
    }

    private static List<String> row(String name, Estimate e) {
        if (e.value() == null) {
            return List.of(name, "undefined", "", e.reason());
        }
        return e.low() == null
                ? List.of(name, number(e.value()), "", e.reason())
                : List.of(
                        name,
                        number(e.value()),
                        e.method() == null ? Integer.toString(e.resamples()) : "",
                        String.format(
                                Locale.ROOT,
                                "%s to %s%s",
                                number(e.low()),
                                number(e.high()),
                                e.method() == null ? "" : " (" + e.method() + ")"));
    }

    private void constantBaseline() {
        TextTable table = new TextTable(Set.of(0));
        table.row(List.of("always answering", "accuracy", "its f1", "macroF1"));
        report.constantBaseline()
                .forEach(
                        (name, c) ->
                                table.row(
                                        List.of(
                                                withPositive(name),
                                                number(c.accuracy()),
                                                number(c.f1()),
                                                number(c.macroF1()))));
        add(table);
    }

    private void tail() {
        Intervals intervals = report.intervals();
        line("");
        line(
                String.format(
                        Locale.ROOT,
                        "Intervals: %s over %s, %d resamples, seed %d; \"resamples\" counts those"
                                + " in which the metric is defined.",
                        intervals.method(),
                        ResamplingUnits.of(report.predictions()).words(intervals.units()),
                        intervals.resamples(),
                        intervals.seed()));
        line(
                String.format(
                        Locale.ROOT,
                        "loss, brier and ece: lower is better; loss is the mean of -ln p of the true class, p clipped at 2^-52; ece over %d bins of equal width.",
                        Calibration.BINS));
        int nameless = report.slicesWithoutPatient();
        if (nameless > 0 && nameless < report.slices()) {
            line(
                    String.format(
                            Locale.ROOT,
                            "Slices of unknown patient, %d here, are resampled one by one; if they"
                                    + " share patients, the intervals are too narrow.",
                            nameless));
        }
        report.notes().forEach(note -> line("Note: " + note));
        report.errors()
                .forEach(
                        e ->
                                line(
                                        String.format(
                                                Locale.ROOT,
                                                "Not measured: %s: %s",
                                                e.file(),
                                                e.error())));
    }

    private String withPositive(String name) {
        return name.equals(report.positiveClass())
                ? name + " (positive)"
                : String.format(Locale.ROOT, "%s (positive: %s)", name, report.positiveClass());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private void add(TextTable table) {
        text.append('\n').append(table);
    }

    private void line(String line) {
        text.append(Printable.line(line)).append('\n');
    }
}
