package io.ctattention.server;

import java.util.regex.Pattern;

/** What an answer calls a file: the last part of the name that was sent, in one line. */
final class UploadName {

    /** The body that is no multipart. */
    static final String UNNAMED = "slice";

    private static final int LONGEST = 200;

    /**
     * What moves a terminal's cursor or the direction of text: control characters of both sets,
     * lines and paragraphs, bidirectional formatting, halves of characters.
     */
    private static final Pattern UNSEEN =
            Pattern.compile(
                    "[\\p{Cc}\\p{Cs}\\u2028\\u2029\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

    private UploadName() {}

    /**
     * Makes a name of what was sent: browsers send names alone, others send paths.
     *
     * @param number what a file without a name is called by
     */
    static String of(String sent, int number) {
        String last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        String line = UNSEEN.matcher(last).replaceAll("").strip();
        if (line.isEmpty()) {
            return UNNAMED + " " + number;
        }
        return line.codePointCount(0, line.length()) > LONGEST
                ? line.substring(0, line.offsetByCodePoints(0, LONGEST))
                : line;
    }
}
