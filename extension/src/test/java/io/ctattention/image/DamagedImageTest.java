package io.ctattention.image;

import static io.ctattention.image.EncodedImages.bytes;
import static io.ctattention.image.EncodedImages.chunk;
import static io.ctattention.image.EncodedImages.deflate;
import static io.ctattention.image.EncodedImages.header;
import static io.ctattention.image.EncodedImages.join;
import static io.ctattention.image.EncodedImages.png;
import static io.ctattention.image.EncodedImages.signature;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DamagedImageTest {

    private static final byte[] END = chunk("IEND", new byte[0]);

    private static byte[] encoded(String kind) throws IOException {
        return switch (kind) {
            case "png" -> written(BufferedImage.TYPE_BYTE_GRAY, "png", false);
            case "rgb-png" -> written(BufferedImage.TYPE_INT_ARGB, "png", true);
            case "jpeg" -> written(BufferedImage.TYPE_INT_RGB, "jpeg", false);
            case "progressive-jpeg" -> written(BufferedImage.TYPE_INT_RGB, "jpeg", true);
            default -> written(BufferedImage.TYPE_BYTE_GRAY, "jpeg", false);
        };
    }

    private static byte[] written(int type, String format, boolean progressive) throws IOException {
        return EncodedImages.written(EncodedImages.picture(120, 90, type), format, progressive);
    }

    static List<Arguments> damagedFiles() throws IOException {
        List<Arguments> files = new ArrayList<>();
        for (String kind : List.of("png", "rgb-png", "jpeg", "progressive-jpeg", "grey-jpeg")) {
            byte[] whole = encoded(kind);
            int length = whole.length;
            for (int percent : new int[] {0, 1, 10, 30, 50, 70, 90, 95, 99}) {
                int cut = 3 + (length - 3) * percent / 100;
                files.add(Arguments.of(kind + " cut at " + cut, Arrays.copyOf(whole, cut)));
            }
            files.add(Arguments.of(kind + " cut by 1", Arrays.copyOf(whole, length - 1)));
            for (int percent : new int[] {30, 60, 85}) {
                int from = length * percent / 100;
                byte[] zeroed = whole.clone();
                Arrays.fill(zeroed, from, Math.min(length, from + length / 10), (byte) 0);
                files.add(Arguments.of(kind + " zeroed from " + from, zeroed));
            }
            byte[] tail = whole.clone();
            Arrays.fill(tail, length / 2, length, (byte) 0);
            files.add(Arguments.of(kind + " with a zeroed tail", tail));
        }
        byte[] png = encoded("png");
        for (int at = 9; at < png.length; at += png.length / 20) {
            byte[] flipped = png.clone();
            flipped[at] ^= 4;
            files.add(Arguments.of("png with byte " + at + " flipped", flipped));
        }
        return files;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damagedFiles")
    void noDamagedFileDecodes(String name, byte[] content) {
        assertRefused(name, content);
    }

    static List<Arguments> wellFormedLies() throws IOException {
        byte[] rows = new byte[90 * 121];
        byte[] stream = deflate(rows);
        byte[] header = header(120, 90, 8, EncodedImages.GREY);
        byte[] jpeg = encoded("jpeg");
        int frame = indexOf(jpeg, 0xc0);
        int tables = indexOf(jpeg, 0xdb);
        int last = indexOf(encoded("progressive-jpeg"), 0xda);
        return List.of(
                Arguments.of(
                        "IDAT cut, CRC right",
                        join(
                                signature(),
                                header,
                                chunk("IDAT", Arrays.copyOf(stream, stream.length - 9)),
                                END),
                        "its pixel data ends after"),
                Arguments.of(
                        "IDAT lacks its Adler-32, CRC right",
                        join(
                                signature(),
                                header,
                                chunk("IDAT", Arrays.copyOf(stream, stream.length - 4)),
                                END),
                        "its pixel data ends after"),
                Arguments.of(
                        "rows missing",
                        png(120, 90, 8, EncodedImages.GREY, new byte[89 * 121]),
                        "its pixel data ends after 10769 of 10890 bytes"),
                Arguments.of(
                        "a row too many",
                        png(120, 90, 8, EncodedImages.GREY, new byte[91 * 121]),
                        "its pixel data is longer than the header declares"),
                Arguments.of("no IDAT", join(signature(), header, END), "its pixel data ends"),
                Arguments.of(
                        "no IEND",
                        join(signature(), header, chunk("IDAT", stream)),
                        "before the IEND chunk"),
                Arguments.of(
                        "no palette",
                        png(1, 1, 8, EncodedImages.PALETTE, bytes(0, 0)),
                        "without a PLTE chunk"),
                Arguments.of(
                        "unknown filter",
                        png(1, 1, 8, EncodedImages.GREY, bytes(9, 0)),
                        "cannot be decoded"),
                Arguments.of(
                        "critical chunk",
                        png(1, 1, 8, EncodedImages.GREY, bytes(0, 0), chunk("ABCD", new byte[1])),
                        "unknown critical PNG chunk 'ABCD'"),
                Arguments.of(
                        "header twice",
                        png(1, 1, 8, EncodedImages.GREY, bytes(0, 0), header),
                        "unknown critical PNG chunk 'IHDR'"),
                Arguments.of(
                        "3 bits",
                        png(1, 1, 3, EncodedImages.GREY, bytes(0, 0)),
                        "a grey PNG cannot have 3 bits per sample, only [1, 2, 4, 8, 16]"),
                Arguments.of("12-bit JPEG", with(jpeg, frame + 4, 12), "12 bits per sample; 8"),
                Arguments.of("CMYK JPEG", with(jpeg, frame + 9, 4), "truncated"),
                Arguments.of("lossless JPEG", with(jpeg, frame + 1, 0xc3), "unsupported kind"),
                Arguments.of(
                        "JPEG with a step of 0",
                        with(jpeg, tables + 5 + 7, 0),
                        "the quantization table at byte"),
                Arguments.of(
                        "JPEG cut in its pixels and closed again",
                        join(Arrays.copyOf(jpeg, jpeg.length - 50), bytes(0xff, 0xd9)),
                        "too few bits"),
                Arguments.of(
                        "progressive JPEG without its last scans",
                        join(
                                Arrays.copyOf(
                                        encoded("progressive-jpeg"),
                                        nextMarker(encoded("progressive-jpeg"), last)),
                                bytes(0xff, 0xd9)),
                        "some of its scans are missing"),
                Arguments.of(
                        "JPEG of more rows than it has", with(jpeg, frame + 6, 120), "few bits"),
                Arguments.of(
                        "JPEG of fewer rows than it has", with(jpeg, frame + 6, 60), "many bits"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wellFormedLies")
    void noFileDecodesWhoseChecksumsAreRightButNotItsContent(
            String name, byte[] content, String fault) {
        assertThat(assertRefused(name, content)).contains(fault);
    }

    static List<Arguments> otherTypes() {
        return List.of(
                other("", "is empty"),
                other("GIF89a....", "is a GIF image"),
                other("BM......", "is a BMP image"),
                other("II*\0....", "is a TIFF image"),
                other("MM\0*....", "is a TIFF image"),
                other("RIFF....WEBPVP8 ", "is a WebP image"),
                other("%PDF-1.7", "is a PDF document"),
                other("\0".repeat(128) + "DICM", "is a DICOM file"),
                other("\u001f\u008b\b\0", "is a gzip archive"),
                other("PK\u0003\u0004", "is a ZIP archive"),
                other("<html>not found</html>\n", "is a text file"),
                other("\0\1\2\3", "is of an unknown type"));
    }

    private static Arguments other(String content, String fault) {
        return Arguments.of(content.getBytes(StandardCharsets.ISO_8859_1), fault);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("otherTypes")
    void anotherTypeIsNamed(byte[] content, String fault) {
        assertThat(assertRefused("scan.png", content))
                .isEqualTo("scan.png: " + fault + "; a PNG or JPEG file is expected");
    }

    @Test
    void cmykIsNamed() {
        byte[] frame = bytes(0xff, 0xc0, 0, 20, 8, 0, 9, 0, 9, 4, 1, 17, 0, 2, 17, 0, 3, 17, 0, 4);

        assertThat(assertRefused("cmyk.jpg", join(bytes(0xff, 0xd8), frame, bytes(17, 0))))
                .isEqualTo(
                        "cmyk.jpg: it is a JPEG of 4 components (CMYK or YCCK); grey or colour (1"
                                + " or 3) is expected");
    }

    private static String assertRefused(String name, byte[] content) {
        var thrown = catchThrowable(() -> new SliceDecoder().decode(name, content));
        assertThat(thrown)
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith(name + ": ")
                .hasMessageContaining("expected");
        return thrown.getMessage();
    }

    @Test
    void everyBitOfAPngCounts() throws IOException {
        byte[] png = png(3, 2, 8, EncodedImages.GREY, bytes(0, 1, 2, 3, 0, 4, 5, 6));
        for (int bit = 0; bit < png.length * 8; bit++) {
            byte[] flipped = png.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> new SliceDecoder().decode("flipped", flipped))
                    .isInstanceOf(ImageException.class);
        }
    }

    private static byte[] with(byte[] content, int at, int value) {
        byte[] changed = content.clone();
        changed[at] = (byte) value;
        return changed;
    }

    private static int indexOf(byte[] jpeg, int marker) {
        int at = 2;
        while ((jpeg[at + 1] & 255) != marker) {
            at += 2 + ((jpeg[at + 2] & 255) << 8 | jpeg[at + 3] & 255);
        }
        return at;
    }

    private static int nextMarker(byte[] jpeg, int scan) {
        int at = scan + 2;
        while (jpeg[at] != -1 || jpeg[at + 1] == 0) {
            at++;
        }
        return at;
    }
}
