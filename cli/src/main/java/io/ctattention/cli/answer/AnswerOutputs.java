package io.ctattention.cli.answer;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Several forms at once. */
record AnswerOutputs(List<AnswerOutput> outputs) implements AnswerOutput {

    @Override
    public void write(List<Map<String, Object>> answers) throws IOException {
        for (AnswerOutput output : outputs) {
            output.write(answers);
        }
    }

    @Override
    public void finish() throws IOException {
        for (AnswerOutput output : outputs) {
            output.finish();
        }
    }

    @Override
    public void close() throws IOException {
        for (AnswerOutput output : outputs) {
            output.close();
        }
    }
}
