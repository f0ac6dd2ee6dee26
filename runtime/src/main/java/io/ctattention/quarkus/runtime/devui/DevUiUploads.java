package io.ctattention.quarkus.runtime.devui;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Files that come in pieces: the web socket of the Dev UI closes on a frame of more than 64 KiB,
 * and slices are larger than that.
 */
final class DevUiUploads {

    /** The largest file that is taken. */
    static final int MOST_BYTES = 32 << 20;

    /** Leaving the page during an upload leaves a part of the file here. */
    private static final int MOST_FILES = 4;

    private final Map<String, ByteArrayOutputStream> files = new LinkedHashMap<>();

    /**
     * Adds a piece to the end of a file.
     *
     * @return the file's bytes so far
     * @throws IllegalArgumentException if they are too many, or a piece is missing before this one;
     *     the file is dropped
     */
    synchronized int add(String id, int from, byte[] piece) {
        ByteArrayOutputStream file = files.computeIfAbsent(id, key -> new ByteArrayOutputStream());
        if (file.size() + piece.length > MOST_BYTES) {
            files.remove(id);
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "the file is larger than the %d MB that the Dev UI accepts",
                            MOST_BYTES >> 20));
        }
        if (file.size() != from) {
            files.remove(id);
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%d bytes arrived where %d were sent; drop the file again",
                            file.size(),
                            from));
        }
        file.writeBytes(piece);
        if (files.size() > MOST_FILES) {
            files.remove(files.keySet().iterator().next());
        }
        return file.size();
    }

    /**
     * Hands out a file and forgets it.
     *
     * @throws IllegalArgumentException if there is none
     */
    synchronized byte[] take(String id) {
        ByteArrayOutputStream file = files.remove(id);
        if (file == null) {
            throw new IllegalArgumentException("the file did not arrive; drop it again");
        }
        return file.toByteArray();
    }
}
