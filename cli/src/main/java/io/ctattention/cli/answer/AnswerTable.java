package io.ctattention.cli.answer;

import io.ctattention.file.Printable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A row for each slice that could be read, in columns whose widths are known beforehand. */
final class AnswerTable implements AnswerOutput {

    private final PrintWriter out;
    private final List<String> columns;
    private final String row;
    private boolean begun;

    /**
     * Measures the columns.
     *
     * @param files what the rows may be about
     * @param columns what a row shows beside file, prediction and probability
     */
    AnswerTable(PrintWriter out, Stream<String> files, List<String> classes, List<String> columns) {
        this.out = out;
        this.columns = columns;
        row =
                String.format(
                        Locale.ROOT,
                        "%%-%ds  %%-%ds  %%11s%s",
                        widest("file", files),
                        widest("prediction", classes.stream()),
                        "  %s".repeat(columns.size()));
    }

    private static int widest(String title, Stream<String> cells) {
        return Math.max(
                title.length(),
                cells.map(Printable::line).mapToInt(String::length).max().orElse(0));
    }

    @Override
    public void write(List<Map<String, Object>> answers) {
        for (Map<String, Object> answer : answers) {
            if (answer.get("error") == null) {
                if (!begun) {
                    begun = true;
                    print("file", "prediction", "probability", columns);
                }
                String prediction = (String) answer.get("prediction");
                Object probability = ((Map<?, ?>) answer.get("probabilities")).get(prediction);
                print(
                        (String) answer.get("file"),
                        prediction,
                        String.format(Locale.ROOT, "%.4f", probability),
                        columns.stream()
                                .map(column -> String.valueOf(answer.get(column)))
                                .toList());
            }
        }
        out.flush();
    }

    private void print(String file, String prediction, String probability, List<String> more) {
        List<String> cells = new ArrayList<>(List.of(file, prediction, probability));
        cells.addAll(more);
        Object[] shown = cells.stream().map(Printable::line).toArray();
        out.println(String.format(Locale.ROOT, row, shown).stripTrailing());
    }
}
