package io.ctattention.cli.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class AnswerProgressTest {

    private static final String CLEAR_LINE = "\r\033[K";

    private final StringWriter terminal = new StringWriter();
    private final PrintWriter err = new PrintWriter(terminal);

    private void answerHalf(boolean shown) throws IOException {
        try (AnswerProgress progress = new AnswerProgress(err, 80, 64, shown)) {
            progress.step(32, () -> err.print("an answer\n"));
        }
        err.flush();
    }

    @Test
    void whatIsWrittenHasALineOfItsOwnAndTheBarGoes() throws IOException {
        answerHalf(true);
        assertThat(terminal.toString())
                .contains(CLEAR_LINE + "an answer\n")
                .contains("32/64 slices")
                .endsWith(CLEAR_LINE);
    }

    @Test
    void whereNobodyWatchesThereIsNoBar() throws IOException {
        answerHalf(false);
        assertThat(terminal).hasToString("an answer\n");
    }
}
