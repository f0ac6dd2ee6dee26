package io.ctattention.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a file is by its first bytes, whatever it is called. */
public final class FileKind {

    /** A NIfTI volume says what it is in byte 344; a text takes some more to be told. */
    private static final int START = 512;

    private static final int SHORTEST_JPEG_START = 3;

    private FileKind() {}

    /**
     * Looks into a file.
     *
     * @param file a regular file
     * @return what it is if it is neither PNG nor JPEG, in the singular and without an article,
     *     such as {@code DICOM file}; empty for a PNG or JPEG file, sound or not
     * @throws IOException if it cannot be read
     */
    public static Optional<String> otherThanSlice(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(START);
        }
        if (ImageType.startsWith(start, ImageType.PNG) || startsAsJpeg(start)) {
            return Optional.empty();
        }
        if (start.length == 0) {
            return Optional.of("empty file");
        }
        String kind = ImageType.describe(start);
        return Optional.of(
                kind.startsWith("a ") ? kind.substring(2) : "file " + kind); // of an unknown type
    }

    /** The marker of the first segment, too, for two bytes alone say little. */
    private static boolean startsAsJpeg(byte[] start) {
        return ImageType.startsWith(start, ImageType.JPEG)
                && start.length >= SHORTEST_JPEG_START
                && start[2] == (byte) 0xff;
    }
}
