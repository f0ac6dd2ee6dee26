package io.ctattention.cli.text;

import io.ctattention.evaluation.ConstantAnswer;
import io.ctattention.evaluation.EvaluationReport;
import io.ctattention.evaluation.Metric;
import io.ctattention.file.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** F1 of every class for networks, next to the scores of constant answers on the same slices. */
public final class F1Table {

    private F1Table() {}

    /**
     * Makes the table.
     *
     * @param networks by their names, what each scores on the same slices
     * @return lines, each with its end
     */
    public static String of(Map<String, EvaluationReport> networks) {
        EvaluationReport any = networks.values().iterator().next();
        TextTable table = new TextTable(Set.of(0));
        List<String> header =
                new ArrayList<>(
                        List.of(String.format(Locale.ROOT, "validation, %d slices", any.slices())));
        any.classes().forEach(name -> header.add("F1 " + name));
        header.addAll(List.of("macro F1", "AUROC"));
        table.row(header);
        networks.forEach((name, report) -> table.row(row(name, report)));
        any.constantBaseline().forEach((name, answer) -> table.row(constant(any, name, answer)));
        return table.toString();
    }

    private static List<String> row(String network, EvaluationReport report) {
        List<String> row = new ArrayList<>(List.of(network));
        report.classes().forEach(name -> row.add(number(report.perClass().get(name).f1().value())));
        row.add(number(report.metrics().get(Metric.MACRO_F1).value()));
        row.add(number(report.metrics().get(Metric.AUROC).value()));
        return row;
    }

    private static List<String> constant(
            EvaluationReport report, String answer, ConstantAnswer scores) {
        List<String> row = new ArrayList<>(List.of("always " + answer));
        report.classes().forEach(name -> row.add(number(name.equals(answer) ? scores.f1() : 0.0)));
        row.add(number(scores.macroF1()));
        row.add(number(0.5));
        return row;
    }

    private static String number(Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }
}
