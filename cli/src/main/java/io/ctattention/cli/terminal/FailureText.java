package io.ctattention.cli.terminal;

import io.ctattention.file.Fault;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/** The message for a failure. */
public final class FailureText {

    private FailureText() {}

    /**
     * Finds the message.
     *
     * @param e what went wrong
     * @return for a line, without the program's name
     */
    public static String of(Throwable e) {
        if (e instanceof UncheckedIOException && e.getCause() != null) {
            return of(e.getCause());
        }
        if (e instanceof FileSystemException fault) {
            return String.format(Locale.ROOT, "%s: %s", fault.getFile(), reason(fault));
        }
        if (e instanceof OutOfMemoryError) {
            return String.format(
                    Locale.ROOT,
                    "out of memory (%s); use a smaller --batch-size or --memory-budget, or raise"
                            + " -Xmx",
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
            return "this user has no permission to read or write it";
        }
        if (fault instanceof FileAlreadyExistsException) {
            return fault.getReason() == null ? "already exists" : fault.getReason();
        }
        if (fault instanceof NotDirectoryException) {
            return "is not a folder";
        }
        return fault.getReason() == null ? fault.getClass().getSimpleName() : fault.getReason();
    }
}
