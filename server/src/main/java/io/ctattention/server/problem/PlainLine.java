package io.ctattention.server.problem;

import io.ctattention.file.Printable;

/** Text of a caller that is safe to repeat in an answer: one line without control characters. */
public final class PlainLine {

    private PlainLine() {}

    /**
     * Makes a line of words.
     *
     * @param words what the caller wrote
     * @param longest how many characters the line has at most
     * @return the line
     */
    public static String of(String words, int longest) {
        String line = Printable.line(words.strip());
        return line.codePointCount(0, line.length()) > longest
                ? line.substring(0, line.offsetByCodePoints(0, longest))
                : line;
    }
}
