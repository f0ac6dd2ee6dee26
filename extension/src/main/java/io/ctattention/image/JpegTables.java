package io.ctattention.image;

import io.ctattention.image.JpegScan.Part;
import java.util.Locale;

/** The quantization and Huffman tables and the restart interval that hold for the next scan. */
final class JpegTables {

    private final String name;
    private final byte[] content;

    /** The quantization step of the DC coefficient, 0 where a table is missing. */
    private final int[] steps = new int[4];

    private final HuffmanTable[] dc = new HuffmanTable[4];
    private final HuffmanTable[] ac = new HuffmanTable[4];
    private int restartInterval;

    JpegTables(String name, byte[] content) {
        this.name = name;
        this.content = content;
    }

    /** ITU-T T.81, B.2.4.1: tables of 64 steps of one or two bytes, none of them 0. */
    void quantization(int body, int length) throws ImageException {
        for (int table = body; table < body + length; ) {
            int bytes = u8(table) >> 4 == 0 ? 1 : 2;
            int end = table + 1 + 64 * bytes;
            if (end > body + length || (u8(table) & 15) > 3) {
                throw damaged("quantization table", table);
            }
            for (int step = table + 1; step < end; step += bytes) {
                if ((bytes == 1 ? u8(step) : u16(step)) == 0) {
                    throw damaged("quantization table", table);
                }
            }
            steps[u8(table) & 3] = bytes == 1 ? u8(table + 1) : u16(table + 1);
            table = end;
        }
    }

    /** ITU-T T.81, B.2.4.2. */
    void huffman(int body, int length) throws ImageException {
        for (int table = body; table < body + length; ) {
            int end = table + 17;
            for (int i = table + 1; i < table + 17 && i < body + length; i++) {
                end += u8(i);
            }
            if (end > body + length || (u8(table) & ~0x13) != 0) {
                throw damaged("Huffman table", table);
            }
            try {
                (u8(table) >> 4 == 0 ? dc : ac)[u8(table) & 3] =
                        new HuffmanTable(content, table + 1);
            } catch (IllegalArgumentException e) {
                throw damaged("Huffman table", table);
            }
            table = end;
        }
    }

    /** ITU-T T.81, B.2.4.4. */
    void restartInterval(int body, int length) throws ImageException {
        if (length != 2) {
            throw damaged("restart interval", body);
        }
        restartInterval = u16(body);
    }

    /** Checks the entropy-coded bytes of a scan, if it is the first one of its coefficients. */
    void checkScan(JpegFrame frame, JpegScanHeader header, int start, int end)
            throws ImageException {
        Part[] parts = new Part[header.components().length];
        for (int i = 0; i < parts.length; i++) {
            JpegComponent component = frame.components().get(header.components()[i]);
            int step = steps[component.quantization()];
            if (step == 0 || header.dcTables()[i] > 3 || header.acTables()[i] > 3) {
                throw damaged("scan header", start);
            }
            parts[i] =
                    new Part(component, dc[header.dcTables()[i]], ac[header.acTables()[i]], step);
        }
        if (header.isRefinement()) {
            return;
        }
        try {
            new JpegScan(header, parts, new JpegBits(content, start, end)).check(restartInterval);
        } catch (JpegBits.Damage e) {
            throw new ImageException(
                    name,
                    String.format(
                            Locale.ROOT,
                            "its pixel data between bytes %d and %d is damaged (%s); a complete"
                                    + " JPEG is expected",
                            start,
                            end,
                            e.getMessage()));
        }
    }

    private int u8(int offset) {
        return content[offset] & 255;
    }

    private int u16(int offset) {
        return u8(offset) << 8 | u8(offset + 1);
    }

    private ImageException damaged(String what, int at) {
        return new ImageException(
                name,
                String.format(
                        Locale.ROOT,
                        "the %s at byte %d is damaged; a complete JPEG is expected",
                        what,
                        at));
    }
}
