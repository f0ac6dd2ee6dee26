package io.ctattention.cli.answer;

import io.ctattention.file.Csv;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Answers as comma-separated values, named as those of {@code evaluate --csv}. */
final class AnswerCsv implements AnswerOutput {

    private final OutputStream out;
    private final List<String> classes;
    private final List<String> columns;
    private boolean begun;

    /**
     * Writes nothing yet; the header comes with the first answers.
     *
     * @param columns what a line shows beside file, prediction, probabilities and error
     */
    AnswerCsv(OutputStream out, List<String> classes, List<String> columns) {
        this.out = out;
        this.classes = classes;
        this.columns = columns;
    }

    @Override
    public void write(List<Map<String, Object>> answers) throws IOException {
        StringBuilder text = new StringBuilder();
        if (!begun) {
            begun = true;
            List<Object> header = new ArrayList<>(List.of("file", "prediction"));
            classes.forEach(name -> header.add("p_" + name));
            header.addAll(columns);
            header.add("error");
            Csv.FORMAT.printRecord(text, header.toArray());
        }
        for (Map<String, Object> answer : answers) {
            Map<?, ?> probabilities = (Map<?, ?>) answer.get("probabilities");
            List<Object> line = new ArrayList<>();
            line.add(answer.get("file"));
            line.add(answer.get("prediction"));
            classes.forEach(
                    name -> line.add(probabilities == null ? null : probabilities.get(name)));
            columns.forEach(column -> line.add(answer.get(column)));
            line.add(answer.get("error"));
            Csv.FORMAT.printRecord(text, line.toArray());
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
