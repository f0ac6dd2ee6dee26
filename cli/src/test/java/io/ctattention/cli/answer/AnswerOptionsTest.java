package io.ctattention.cli.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class AnswerOptionsTest {

    @TempDir Path folder;

    private static AnswerOptions options(String... arguments) {
        AnswerOptions options = new AnswerOptions();
        new CommandLine(options).parseArgs(arguments);
        return options;
    }

    @ParameterizedTest
    @CsvSource({
        "--json --jsonl -, 'Only one of --json, --jsonl - and --csv - can write to standard"
                + " output'",
        "--csv - --jsonl -, 'Only one of --json, --jsonl - and --csv - can write to standard"
                + " output'",
        "--csv same --jsonl ./same, --jsonl and --csv both name same; give each its own file",
        "--csv - --jsonl ./-,",
        "--json --csv a --jsonl b,",
        "--csv notes.txt, notes.txt is an input; choose another file for the answers"
    })
    void formsThatWouldMeetAreAFault(String arguments, String fault) {
        List<String> inputs = List.of("-", "notes.txt");
        assertThat(options(arguments.split(" ")).fault(inputs)).isEqualTo(fault);
    }

    @Test
    void whereOneFileIsAnImageNoneIsOpened() throws Exception {
        Path lines = Files.writeString(folder.resolve("a.jsonl"), "of an earlier run\n");
        Path damaged = Files.writeString(folder.resolve("scan.png"), "half an image");
        AnswerOptions options = options("--jsonl", lines.toString(), "--csv", damaged.toString());
        PrintWriter out = new PrintWriter(new StringWriter());

        assertThatThrownBy(() -> options.open(out, List.of(), List.of("a", "b"), List.of()))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessage(damaged + ": is an image; choose another name for the output");
        assertThat(lines).hasContent("of an earlier run\n");
        assertThat(damaged).hasContent("half an image");
    }
}
