package io.ctattention.cli;

import io.ctattention.cli.command.CtAttention;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** The command line as it is set up, without Quarkus, which takes most of the time of a launch. */
public final class PlainCommandLine {

    private PlainCommandLine() {}

    public record Ended(int exitCode, String out, String err) {}

    public static Ended run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode =
                new CommandLineSetup()
                        .commandLine(() -> new CommandLine(CtAttention.class))
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(arguments);
        return new Ended(exitCode, out.toString(), err.toString());
    }
}
