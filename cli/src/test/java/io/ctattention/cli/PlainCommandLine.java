package io.ctattention.cli;

import io.ctattention.cli.command.CtAttention;
import io.quarkus.test.junit.main.LaunchResult;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;

/** The command line as it is set up, without Quarkus, which takes most of the time of a launch. */
public final class PlainCommandLine {

    private PlainCommandLine() {}

    private record Ended(int exitCode, List<String> getOutputStream, List<String> getErrorStream)
            implements LaunchResult {}

    /** Runs a command and keeps what it prints. */
    public static LaunchResult run(String... arguments) {
        PrintStream standardOutput = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (PrintStream captured = new PrintStream(out, false, StandardCharsets.UTF_8)) {
            System.setOut(captured);
            CommandLine command =
                    new CommandLineSetup()
                            .commandLine(() -> new CommandLine(CtAttention.class))
                            .setOut(new PrintWriter(captured, false, StandardCharsets.UTF_8))
                            .setErr(new PrintWriter(err, false, StandardCharsets.UTF_8));
            int exitCode = command.execute(arguments);
            command.getOut().flush();
            command.getErr().flush();
            captured.flush();
            return new Ended(exitCode, lines(out), lines(err));
        } finally {
            System.setOut(standardOutput);
        }
    }

    private static List<String> lines(ByteArrayOutputStream text) {
        return text.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
