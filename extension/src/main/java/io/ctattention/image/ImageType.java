package io.ctattention.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a file is by its first bytes, so that an error can name it. */
final class ImageType {

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

    static boolean startsWith(byte[] content, byte[] magic) {
        return holds(content, 0, magic);
    }

    /** What is wrong with a file that is neither PNG nor JPEG. */
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
        for (int i = 0; i < Math.min(content.length, 512); i++) {
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
