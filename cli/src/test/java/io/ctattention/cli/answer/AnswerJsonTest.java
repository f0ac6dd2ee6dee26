package io.ctattention.cli.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.cli.Fixtures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerJsonTest {

    /** Keeps each write apart. */
    private static final class Writes extends ByteArrayOutputStream {

        private final List<String> all = new ArrayList<>();

        @Override
        public void write(byte[] content) {
            all.add(new String(content, StandardCharsets.UTF_8));
        }
    }

    @Test
    void anArrayGrowsByWholeLines() throws IOException {
        Writes writes = new Writes();
        try (AnswerOutput array = AnswerJson.array(writes)) {
            array.write(List.of(Map.of("file", "a"), Map.of("file", "b")));
            array.write(List.of(Map.of("file", "c")));
            array.finish();
        }
        assertThat(writes.all)
                .containsExactly(
                        "[{\"file\":\"a\"}\n,{\"file\":\"b\"}\n", ",{\"file\":\"c\"}\n", "]\n");
        assertThat(Fixtures.json(String.join("", writes.all)).getAsJsonArray()).hasSize(3);
    }

    @Test
    void anArrayOfNothingIsOne() throws IOException {
        Writes writes = new Writes();
        try (AnswerOutput array = AnswerJson.array(writes)) {
            array.finish();
        }
        assertThat(writes.all).containsExactly("[]\n");
    }
}
