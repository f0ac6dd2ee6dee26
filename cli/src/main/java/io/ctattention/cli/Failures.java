package io.ctattention.cli;

import io.ctattention.file.Fault;
import io.ctattention.file.NameEncoding;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong: one line on standard error, and the stack trace only if asked for. */
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
            return StandardOutput.checked(ExitCode.FAILED, result);
        }
        return report(e, command.getErr(), result);
    }

    /** Runs the command; an error is a failure like any other, and so is output that was lost. */
    static int run(ParseResult result) {
        try {
            keepColours(result);
            return StandardOutput.checked(new RunLast().execute(result), result);
        } catch (Error e) {
            PrintWriter err = result.commandSpec().commandLine().getErr();
            return report(e, err, result);
        }
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
        err.println(String.format(Locale.ROOT, "%s: %s", CtAttention.NAME, message(e)));
        sayUnreadable(result.originalArgs(), err);
        CtAttention root = (CtAttention) result.commandSpec().root().userObject();
        if (root.verbose) {
            e.printStackTrace(err);
        }
        err.flush();
        return ExitCode.FAILED;
    }

    /** Java puts replacement characters where the locale's character set cannot tell. */
    private static void sayUnreadable(List<String> arguments, PrintWriter err) {
        arguments.stream()
                .filter(argument -> argument.contains("\uFFFD"))
                .map(NameEncoding::fault)
                .forEach(err::println);
    }

    static String message(Throwable e) {
        if (e instanceof UncheckedIOException && e.getCause() != null) {
            return message(e.getCause());
        }
        if (e instanceof FileSystemException fault) {
            return String.format(Locale.ROOT, "%s: %s", fault.getFile(), reason(fault));
        }
        if (e instanceof OutOfMemoryError) {
            return String.format(
                    Locale.ROOT,
                    "out of memory (%s); a smaller --batch-size or --memory-budget needs less, -Xmx allows more",
                    e.getMessage());
        }
        if (e instanceof LinkageError || e instanceof InternalError) {
            return String.format(
                    Locale.ROOT,
                    "a library of Java or of this program is missing or broken (%s); --verbose shows where",
                    Fault.text(e));
        }
        if (e instanceof Error) {
            return String.format(
                    Locale.ROOT, "unexpected %s; --verbose shows where", Fault.text(e));
        }
        String message = e.getMessage();
        if (message == null || message.isBlank()) {
            return "unexpected " + e.getClass().getSimpleName() + "; --verbose shows where";
        }
        return message;
    }

    private static String reason(FileSystemException fault) {
        if (fault instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (fault instanceof AccessDeniedException) {
            return "this user may not read or write it";
        }
        if (fault instanceof FileAlreadyExistsException) {
            return fault.getReason() == null ? "is there already" : fault.getReason();
        }
        if (fault instanceof NotDirectoryException) {
            return "is no folder";
        }
        return fault.getReason() == null ? fault.getClass().getSimpleName() : fault.getReason();
    }
}
