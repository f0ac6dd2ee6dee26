package io.ctattention.image;

import io.ctattention.image.ImageHeader.ColorMode;
import io.ctattention.image.ImageHeader.Format;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Walks the markers of a JPEG (ITU-T T.81, annex B), because the JDK's reader makes up what a
 * damaged file lacks.
 */
final class JpegStructure {

    private static final int SOF0 = 0xc0;
    private static final int SOF2 = 0xc2;
    private static final int DHT = 0xc4;
    private static final int RST0 = 0xd0;
    private static final int RST7 = 0xd7;
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int DQT = 0xdb;
    private static final int DRI = 0xdd;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP14 = 0xee;
    private static final int APP15 = 0xef;
    private static final int COM = 0xfe;

    /** The shortest JFIF segment: version 1.01, no density, no thumbnail. */
    private static final byte[] JFIF = {
        -1, (byte) APP0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
    };

    private static final String EXIF = "Exif\0\0";

    private final String name;
    private final byte[] content;
    private final ByteArrayOutputStream essential = new ByteArrayOutputStream();
    private final JpegTables tables;
    private JpegFrame frame;
    private JpegScanHeader scan;
    private Orientation orientation;
    private boolean jfif;
    private int adobeAt = -1;
    private int adobeLength;
    private int at;

    private JpegStructure(String name, byte[] content) throws ImageException {
        this.name = name;
        this.content = content;
        tables = new JpegTables(name, content);
        at = 2;
        while (frame == null) {
            segment();
        }
    }

    /** Reads up to the frame header, and nothing behind it. */
    static ImageHeader header(String name, byte[] content) throws ImageException {
        return new JpegStructure(name, content).imageHeader();
    }

    /**
     * Checks the whole file.
     *
     * @return the same image with nothing in it but what makes the pixels: no colour profile, no
     *     thumbnail, no comment
     */
    static StoredImage check(String name, byte[] content) throws ImageException {
        var structure = new JpegStructure(name, content);
        while (structure.segment() != EOI) {
            continue;
        }
        structure.frame.checkComplete();
        return new StoredImage(structure.essential(), structure.orientation());
    }

    private ImageHeader imageHeader() {
        return orientation()
                .shown(
                        new ImageHeader(
                                Format.JPEG,
                                frame.components().size() == 1 ? ColorMode.GREY : ColorMode.RGB,
                                8,
                                frame.width(),
                                frame.height()));
    }

    private Orientation orientation() {
        return orientation == null ? Orientation.UPRIGHT : orientation;
    }

    /** Reads the segment at {@link #at}, with the scan behind it, and returns its marker. */
    private int segment() throws ImageException {
        int start = at;
        int marker = marker();
        if (marker == EOI && frame != null) {
            essential.write(content, start, at - start);
            return EOI;
        }
        if (marker < SOF0 || marker >= RST0 && marker <= EOI) {
            throw fault(
                    String.format(
                            Locale.ROOT,
                            "marker FF%02X at byte %d is out of place",
                            marker,
                            start));
        }
        int length = at + 2 <= content.length ? u16(at) : 2;
        if (length < 2 || length > content.length - at) {
            throw fault(
                    String.format(
                            Locale.ROOT, "the file ends inside the segment at byte %d", start));
        }
        int body = at + 2;
        at += length;
        accept(marker, body, length - 2);
        if (marker == SOS) {
            int first = at;
            skipScan();
            tables.checkScan(frame, scan, first, at);
        }
        if (marker < APP0 || marker > APP15 && marker != COM) {
            essential.write(content, start, at - start);
        }
        return marker;
    }

    private int marker() throws ImageException {
        if (at < content.length && u8(at) != 0xff) {
            throw fault(
                    String.format(
                            Locale.ROOT,
                            "there is no marker at byte %d, where one is expected",
                            at));
        }
        while (at < content.length && u8(at) == 0xff) {
            at++;
        }
        if (at >= content.length) {
            throw fault(
                    String.format(
                            Locale.ROOT,
                            "ends after %d bytes, before its EOI marker",
                            content.length));
        }
        return u8(at++);
    }

    private void accept(int marker, int body, int length) throws ImageException {
        switch (marker) {
            case APP0 -> jfif |= startsWith("JFIF\0", body, length);
            case APP1 -> {
                if (frame == null && orientation == null && startsWith(EXIF, body, length)) {
                    orientation =
                            Orientation.read(content, body + EXIF.length(), length - EXIF.length());
                }
            }
            case APP14 -> {
                if (startsWith("Adobe", body, length)) {
                    adobeAt = body - 4;
                    adobeLength = length + 4;
                }
            }
            case DQT -> tables.quantization(body, length);
            case DHT -> tables.huffman(body, length);
            case DRI -> tables.restartInterval(body, length);
            case SOS -> {
                if (frame == null) {
                    throw fault("a scan comes before the frame header");
                }
                scan = frame.addScan(content, body, length);
            }
            default -> {
                if (marker >= SOF0 && marker <= 0xcf && marker != 0xcc) {
                    if (frame != null) {
                        throw fault("it has two frame headers");
                    }
                    frame = JpegFrame.read(name, content, marker, body, length);
                }
            }
        }
    }

    /** Entropy-coded bytes: FF is followed by 00, or by a restart marker. */
    private void skipScan() throws ImageException {
        while (at + 1 < content.length) {
            if (u8(at) == 0xff) {
                int next = u8(at + 1);
                if (next != 0 && next != 0xff && (next < RST0 || next > RST7)) {
                    return;
                }
            }
            at++;
        }
        throw fault(
                String.format(
                        Locale.ROOT, "ends after %d bytes, inside its pixel data", content.length));
    }

    /** The marker that tells the colours comes first, whatever the file's order was. */
    private byte[] essential() {
        var result = new ByteArrayOutputStream(essential.size() + 64);
        result.write(0xff);
        result.write(SOI);
        if (!jfif && adobeAt >= 0) {
            result.write(content, adobeAt, adobeLength);
        } else if (jfif || !frame.namesRgb()) {
            // Without it the JDK, unlike libjpeg, takes components that are not subsampled for RGB.
            result.write(JFIF, 0, JFIF.length);
        }
        result.writeBytes(essential.toByteArray());
        return result.toByteArray();
    }

    private boolean startsWith(String text, int offset, int length) {
        int end = offset + text.length();
        return length >= text.length()
                && new String(content, offset, end - offset, StandardCharsets.ISO_8859_1)
                        .equals(text);
    }

    private int u8(int offset) {
        return content[offset] & 255;
    }

    private int u16(int offset) {
        return u8(offset) << 8 | u8(offset + 1);
    }

    private ImageException fault(String fault) {
        return new ImageException(name, fault + "; a complete JPEG is expected");
    }
}
