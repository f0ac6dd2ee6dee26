package io.ctattention.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.cli.command.CtAttention;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class FailuresTest {

    private final StringWriter err = new StringWriter();

    static Stream<Arguments> errors() {
        String library = "a library of Java or of this program is missing or broken (";
        return Stream.of(
                Arguments.of(
                        new UnsatisfiedLinkError("libfreetype.so.6: file too short"),
                        library + "UnsatisfiedLinkError: libfreetype.so.6: file too short)"),
                Arguments.of(
                        new ExceptionInInitializerError(new IllegalStateException("no fonts")),
                        library + "IllegalStateException: no fonts)"),
                Arguments.of(new StackOverflowError(), "unexpected StackOverflowError"),
                Arguments.of(
                        new AssertionError("PyTorch jni not found"),
                        "unexpected AssertionError: PyTorch jni not found"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void anErrorIsOneSentence(Error error, String sentence) {
        Runnable broken =
                () -> {
                    throw error;
                };
        CommandLine root =
                new CommandLine(new CtAttention())
                        .addSubcommand("break", CommandSpec.wrapWithoutInspection(broken))
                        .setExecutionStrategy(Failures::run)
                        .setErr(new PrintWriter(err));

        assertThat(root.execute("break")).isEqualTo(1);
        assertThat(err).hasToString("ct-attention: " + sentence + "; --verbose shows where\n");
    }
}
