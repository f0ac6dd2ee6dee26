package io.ctattention.server;

import java.util.regex.Pattern;

/** Words of a caller, as an answer may repeat them: one line that does nothing to a terminal. */
final class PlainLine {

    /**
     * What moves a cursor or turns text round: control characters of both sets, ends of lines and
     * paragraphs, bidirectional formatting, halves of characters.
     */
    private static final Pattern UNSEEN =
            Pattern.compile(
                    "[\\p{Cc}\\p{Cs}\\u2028\\u2029\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

    private PlainLine() {}

    /**
     * Makes a line of words.
     *
     * @param longest how many characters it has at most
     */
    static String of(String words, int longest) {
        String line = UNSEEN.matcher(words).replaceAll("").strip();
        return line.codePointCount(0, line.length()) > longest
                ? line.substring(0, line.offsetByCodePoints(0, longest))
                : line;
    }
}
