package io.ctattention.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Recognizes a file by its first bytes, whatever its name, so that an error can name its type. */
public final class ImageType {

    /** A NIfTI volume says what it is in byte 344; a text takes some more to be told. */
    private static final int START = 512;

    private static final int SHORTEST_JPEG_START = 3;

    static final byte[] PNG = bytes("\u0089PNG");
    static final byte[] JPEG = bytes("\u00ff\u00d8");

    private record Magic(int offset, byte[] bytes, String type) {
        Magic(int offset, String bytes, String type) {
            this(offset, ImageType.bytes(bytes), type);
        }
    }

    private static final List<Magic> OTHERS =
            List.of(
                    new Magic(0, "GIF8", "a GIF image"),
                    new Magic(0, "BM", "a BMP image"),
                    new Magic(0, "II*\0", "a TIFF image"),
                    new Magic(0, "MM\0*", "a TIFF image"),
                    new Magic(0, "II+\0", "a BigTIFF image"),
                    new Magic(8, "WEBP", "a WebP image"),
                    new Magic(4, "jP  ", "a JPEG 2000 image"),
                    new Magic(0, "\u00ffO\u00ffQ", "a JPEG 2000 codestream"),
                    new Magic(4, "ftyp", "a HEIF, AVIF or MP4 file"),
                    new Magic(0, "%PDF", "a PDF document"),
                    new Magic(
                            0,
                            "version https://git-lfs",
                            "a Git LFS pointer in place of the file that 'git lfs pull' brings"),
                    new Magic(128, "DICM", "a DICOM file"),
                    new Magic(344, "n+1\0", "a NIfTI volume"),
                    new Magic(344, "ni1\0", "a NIfTI header"),
                    new Magic(0, "\u001f\u008b", "a gzip archive"),
                    new Magic(0, "PK", "a ZIP archive"));

    private ImageType() {}

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
        if (startsWith(start, PNG) || startsAsJpeg(start)) {
            return Optional.empty();
        }
        if (start.length == 0) {
            return Optional.of("empty file");
        }
        String kind = describe(start);
        return Optional.of(
                kind.startsWith("a ") ? kind.substring(2) : "file " + kind); // of an unknown type
    }

    /** The marker of the first segment, too, for two bytes alone say little. */
    private static boolean startsAsJpeg(byte[] start) {
        return startsWith(start, JPEG)
                && start.length >= SHORTEST_JPEG_START
                && start[2] == (byte) 0xff;
    }

    static boolean startsWith(byte[] content, byte[] magic) {
        return holds(content, 0, magic);
    }

    /** Describes a file that is neither PNG nor JPEG. */
    static String fault(byte[] content) {
        if (content.length == 0) {
            return "is empty; a PNG or JPEG file is expected";
        }
        return String.format(
                Locale.ROOT, "is %s; a PNG or JPEG file is expected", describe(content));
    }

    /**
     * What other files are: a phrase such as {@code a DICOM file}, or {@code of an unknown type}.
     */
    static String describe(byte[] content) {
        for (Magic magic : OTHERS) {
            if (holds(content, magic.offset(), magic.bytes())) {
                return magic.type();
            }
        }
        return isText(content) ? "a text file" : "of an unknown type";
    }

    private static boolean holds(byte[] content, int offset, byte[] magic) {
        int end = offset + magic.length;
        return content.length >= end && Arrays.equals(content, offset, end, magic, 0, magic.length);
    }

    private static boolean isText(byte[] content) {
        for (int i = 0; i < Math.min(content.length, START); i++) {
            int b = content[i] & 255;
            if (b == 127 || b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f') {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }
}
