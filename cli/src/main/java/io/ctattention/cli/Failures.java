package io.ctattention.cli;

import io.ctattention.cli.command.CtAttention;
import io.ctattention.cli.terminal.CleanWriter;
import io.ctattention.cli.terminal.ExitCode;
import io.ctattention.cli.terminal.FailureText;
import io.ctattention.cli.terminal.StandardOutput;
import io.ctattention.file.NameEncoding;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reports a failure: one line on standard error, and the stack trace only if requested. */
final class Failures {

    private Failures() {}

    static int wrongUsage(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(String.format(Locale.ROOT, "%s: %s", CtAttention.NAME, e.getMessage()));
        UnmatchedArgumentException.printSuggestions(e, err);
        err.println(
                String.format(
                        Locale.ROOT, "Try '%s --help'", command.getCommandSpec().qualifiedName()));
        sayUnreadable(List.of(arguments), err);
        return ExitCode.WRONG_USAGE;
    }

    static int failed(Exception e, CommandLine command, ParseResult result) {
        if (e instanceof StandardOutput.Lost) {
            return checked(ExitCode.FAILED, result);
        }
        return report(e, command.getErr(), result);
    }

    /** Runs the command; an error is a failure like any other, and so is output that was lost. */
    static int run(ParseResult result) {
        try {
            keepColours(result);
            return checked(new RunLast().execute(result), result);
        } catch (Error e) {
            PrintWriter err = result.commandSpec().commandLine().getErr();
            return report(e, err, result);
        }
    }

    /**
     * Flushes what was printed.
     *
     * @param exitCode the command's own
     * @return that one if everything was written, else that of a failure
     */
    private static int checked(int exitCode, ParseResult result) {
        for (CommandLine command : result.asCommandLineList()) {
            command.getOut().flush();
        }
        if (StandardOutput.arrived()) {
            return exitCode;
        }
        PrintWriter err = result.commandSpec().commandLine().getErr();
        err.println(
                CtAttention.NAME
                        + ": cannot write to standard output: it is closed or its disk is full; the"
                        + " output is incomplete");
        err.flush();
        return ExitCode.FAILED;
    }

    /** A help text has colours, and nothing in it comes from outside. */
    private static void keepColours(ParseResult result) {
        for (CommandLine command : result.asCommandLineList()) {
            if (command.isUsageHelpRequested() && command.getOut() instanceof CleanWriter out) {
                command.setOut(out.terminal());
            }
        }
    }

    private static int report(Throwable e, PrintWriter err, ParseResult result) {
        err.println(String.format(Locale.ROOT, "%s: %s", CtAttention.NAME, FailureText.of(e)));
        sayUnreadable(result.originalArgs(), err);
        CtAttention root = (CtAttention) result.commandSpec().root().userObject();
        if (root.verbose()) {
            e.printStackTrace(err);
        }
        err.flush();
        return ExitCode.FAILED;
    }

    /** Java puts replacement characters where the locale's character set cannot tell. */
    private static void sayUnreadable(List<String> arguments, PrintWriter err) {
        arguments.stream()
                .filter(argument -> argument.contains("\uFFFD"))
                .map(argument -> argument + ": " + NameEncoding.fault())
                .forEach(err::println);
    }
}
