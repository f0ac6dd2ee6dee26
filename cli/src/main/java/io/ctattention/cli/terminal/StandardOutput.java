package io.ctattention.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;

/** Standard output, and whether all of it has arrived. Java's streams keep that quiet. */
public final class StandardOutput {

    private StandardOutput() {}

    /** Says that nobody gets the rest, which then need not be computed. */
    public static final class Lost extends IOException {

        private static final long serialVersionUID = 1;

        Lost() {
            super("cannot write to standard output");
        }
    }

    /**
     * Returns standard output as bytes.
     *
     * @return a stream; closing it leaves standard output open
     */
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
        if (!arrived()) {
            throw new Lost();
        }
    }

    /**
     * Flushes what was printed so far.
     *
     * @return whether all of it has arrived
     */
    public static boolean arrived() {
        return !System.out.checkError();
    }
}
