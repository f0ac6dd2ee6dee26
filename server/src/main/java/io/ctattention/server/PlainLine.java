package io.ctattention.server;

import io.ctattention.file.Printable;

/** Words of a caller, as an answer may repeat them: one line that does nothing to a terminal. */
final class PlainLine {

    private PlainLine() {}

    /**
     * Makes a line of words.
     *
     * @param longest how many characters it has at most
     */
    static String of(String words, int longest) {
        String line = Printable.line(words.strip());
        return line.codePointCount(0, line.length()) > longest
                ? line.substring(0, line.offsetByCodePoints(0, longest))
                : line;
    }
}
