package io.ctattention.image;

import java.util.Arrays;

/**
 * A Huffman table of a JPEG (ITU-T T.81, C.2), as a look-up by the next 16 bits that is made when
 * it is first used: a file may define as many tables as it has room for.
 */
final class HuffmanTable {

    private static final int CODES = 1 << 16;

    private final byte[] content;
    private final int counts;

    /** Symbol in the upper bits, code length in the lower five; 0 where no code starts so. */
    private int[] entries;

    /**
     * Notes a table of the 16 counts of codes of each length and the symbols behind them.
     *
     * @throws IllegalArgumentException if there are more codes than bits can tell apart
     */
    HuffmanTable(byte[] content, int counts) {
        this.content = content;
        this.counts = counts;
        int used = 0;
        for (int length = 1; length <= 16; length++) {
            used += count(length) << 16 - length;
        }
        if (used > CODES) {
            throw new IllegalArgumentException("too many codes");
        }
    }

    private int count(int length) {
        return content[counts + length - 1] & 255;
    }

    private int[] lookUp() {
        int[] table = new int[CODES];
        int symbol = counts + 16;
        int next = 0;
        for (int length = 1; length <= 16; length++) {
            int span = 1 << 16 - length;
            for (int i = 0; i < count(length); i++) {
                int entry = (content[symbol++] & 255) << 5 | length;
                Arrays.fill(table, next, next + span, entry);
                next += span;
            }
        }
        return table;
    }

    /** Reads one symbol. */
    int read(JpegBits bits) throws JpegBits.Damage {
        if (entries == null) {
            entries = lookUp();
        }
        int entry = entries[bits.peek16()];
        if (entry == 0) {
            throw new JpegBits.Damage("a code that is not in the Huffman table");
        }
        bits.skip(entry & 31);
        return entry >> 5;
    }
}
