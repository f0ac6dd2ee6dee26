package io.ctattention.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * Standard output after a command: whether all of it has arrived. Java's streams keep that quiet.
 */
final class StandardOutput {

    private static final Path DESCRIPTOR = Path.of("/proc/self/fd/1");

    private StandardOutput() {}

    /** Says that nobody gets the rest, which then need not be computed. */
    static final class Lost extends IOException {

        private static final long serialVersionUID = 1;

        Lost() {
            super("standard output cannot be written");
        }
    }

    /** Standard output as bytes. Closing it leaves it open. */
    static OutputStream bytes() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b});
            }

            @Override
            public void write(byte[] content, int offset, int length) throws IOException {
                System.out.write(content, offset, length);
                require();
            }
        };
    }

    /**
     * Flushes what was printed so far.
     *
     * @throws Lost if it did not arrive
     */
    static void require() throws Lost {
        if (System.out.checkError()) {
            throw new Lost();
        }
    }

    /**
     * Flushes what was printed.
     *
     * @param exitCode the command's own
     * @return that one if everything was written; what a process returns that SIGPIPE has ended if
     *     the reader of a pipe went away, as {@code head} does; else that of a failure
     */
    static int checked(int exitCode, ParseResult result) {
        for (CommandLine command : result.asCommandLineList()) {
            command.getOut().flush();
        }
        if (!System.out.checkError()) {
            return exitCode;
        }
        if (isPipe()) {
            return ExitCode.READER_GONE;
        }
        PrintWriter err = result.commandSpec().commandLine().getErr();
        err.println(
                CtAttention.NAME
                        + ": standard output cannot be written: it is closed, or its disk is full; what"
                        + " was printed is not whole");
        err.flush();
        return ExitCode.FAILED;
    }

    /** A pipe refuses for one reason only. Without /proc it is not told from a full disk. */
    private static boolean isPipe() {
        try {
            return Files.readSymbolicLink(DESCRIPTOR).toString().startsWith("pipe:");
        } catch (IOException | UnsupportedOperationException | InvalidPathException e) {
            return false;
        }
    }
}
