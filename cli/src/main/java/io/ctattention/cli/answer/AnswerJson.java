package io.ctattention.cli.answer;

import io.ctattention.file.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Answers as JSON objects, a line each: alone, or as the elements of one array. What is written at
 * once ends a line, so that progress beside it draws over nothing.
 */
final class AnswerJson implements AnswerOutput {

    private final OutputStream out;
    private final boolean array;
    private boolean begun;

    private AnswerJson(OutputStream out, boolean array) {
        this.out = out;
        this.array = array;
    }

    static AnswerJson array(OutputStream out) {
        return new AnswerJson(out, true);
    }

    static AnswerJson lines(OutputStream out) {
        return new AnswerJson(out, false);
    }

    @Override
    public void write(List<Map<String, Object>> answers) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Map<String, Object> answer : answers) {
            if (array) {
                text.append(begun ? ',' : '[');
                begun = true;
            }
            text.append(Json.LINE_WITH_NULLS.toJson(answer)).append('\n');
        }
        write(text.toString());
    }

    @Override
    public void finish() throws IOException {
        if (array) {
            write(begun ? "]\n" : "[]\n");
        }
    }

    /** In UTF-8, whatever the terminal speaks. */
    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
