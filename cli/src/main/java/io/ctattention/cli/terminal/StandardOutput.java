package io.ctattention.cli.terminal;

import io.ctattention.cli.command.CtAttention;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * Standard output after a command: whether all of it has arrived. Java's streams keep that quiet.
 */
public final class StandardOutput {

    private StandardOutput() {}

    /** Says that nobody gets the rest, which then need not be computed. */
    public static final class Lost extends IOException {

        private static final long serialVersionUID = 1;

        Lost() {
            super("standard output cannot be written");
        }
    }

    /** Standard output as bytes. Closing it leaves it open. */
    public static OutputStream bytes() {
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
    public static void require() throws Lost {
        if (System.out.checkError()) {
            throw new Lost();
        }
    }

    public static boolean arrived() {
        return !System.out.checkError();
    }

    /**
     * Flushes what was printed.
     *
     * @param exitCode the command's own
     * @return that one if everything was written, else that of a failure
     */
    static int checked(int exitCode, ParseResult result) {
        for (CommandLine command : result.asCommandLineList()) {
            command.getOut().flush();
        }
        if (!System.out.checkError()) {
            return exitCode;
        }
        PrintWriter err = result.commandSpec().commandLine().getErr();
        err.println(
                CtAttention.NAME
                        + ": standard output cannot be written: it is closed, or its disk is full; what"
                        + " was printed is not whole");
        err.flush();
        return ExitCode.FAILED;
    }
}
