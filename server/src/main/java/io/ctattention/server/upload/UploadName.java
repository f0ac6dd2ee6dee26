package io.ctattention.server.upload;

import io.ctattention.server.problem.PlainLine;

/** What an answer calls a file: the last part of the name that was sent. */
final class UploadName {

    /** The body that is no multipart. */
    static final String UNNAMED = "slice";

    private static final int LONGEST = 200;

    private UploadName() {}

    /**
     * Makes a name of what was sent: browsers send names alone, others send paths.
     *
     * @param number what a file without a name is called by
     */
    static String of(String sent, int number) {
        String last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        String line = PlainLine.of(last, LONGEST);
        return line.isEmpty() ? UNNAMED + " " + number : line;
    }
}
