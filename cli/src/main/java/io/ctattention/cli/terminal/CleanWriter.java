package io.ctattention.cli.terminal;

import io.ctattention.file.Printable;
import java.io.PrintWriter;
import java.nio.CharBuffer;

/**
 * Standard output or error: no name that is printed reaches the terminal with control characters in
 * it. What moves the cursor on purpose goes through {@link #control}.
 */
public final class CleanWriter extends PrintWriter {

    private final PrintWriter terminal;

    /**
     * Writes to a terminal.
     *
     * @param terminal where it goes
     */
    public CleanWriter(PrintWriter terminal) {
        super(terminal, true);
        this.terminal = terminal;
    }

    /**
     * Prints as it is what this program itself tells a terminal to do.
     *
     * @param writer standard output or error
     * @param sequence what moves the cursor
     */
    public static void control(PrintWriter writer, String sequence) {
        (writer instanceof CleanWriter clean ? clean.terminal : writer).print(sequence);
    }

    /**
     * Empties the line of the terminal that the cursor is in.
     *
     * @param writer standard output or error
     */
    public static void clearLine(PrintWriter writer) {
        control(writer, "\r\033[K");
    }

    /**
     * Returns the terminal itself, for the colours of a help text, which holds no names.
     *
     * @return what takes everything as it is
     */
    public PrintWriter terminal() {
        return terminal;
    }

    @Override
    public void write(int c) {
        super.write(Printable.text(String.valueOf((char) c)));
    }

    @Override
    public void write(char[] text, int from, int length) {
        super.write(Printable.text(CharBuffer.wrap(text, from, length).toString()));
    }

    @Override
    public void write(String text, int from, int length) {
        String clean = Printable.text(text.substring(from, from + length));
        super.write(clean, 0, clean.length());
    }
}
