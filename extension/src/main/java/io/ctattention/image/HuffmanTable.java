package io.ctattention.image;

import java.util.Arrays;

/** A Huffman table of a JPEG (ITU-T T.81, C.2), as a look-up by the next 16 bits. */
final class HuffmanTable {

    /** Symbol in the upper bits, code length in the lower five; 0 where no code starts so. */
    private final int[] entries = new int[1 << 16];

    /**
     * Builds a table from the 16 counts of codes of each length and the symbols behind them.
     *
     * @throws IllegalArgumentException if there are more codes than bits can tell apart
     */
    HuffmanTable(byte[] content, int counts) {
        int symbol = counts + 16;
        int next = 0;
        for (int length = 1; length <= 16; length++) {
            int span = 1 << 16 - length;
            for (int i = 0; i < (content[counts + length - 1] & 255); i++) {
                if (next + span > entries.length) {
                    throw new IllegalArgumentException("too many codes");
                }
                int entry = (content[symbol++] & 255) << 5 | length;
                Arrays.fill(entries, next, next + span, entry);
                next += span;
            }
        }
    }

    /** Reads one symbol. */
    int read(JpegBits bits) throws JpegBits.Damage {
        int entry = entries[bits.peek16()];
        if (entry == 0) {
            throw new JpegBits.Damage("a code that no Huffman table has");
        }
        bits.skip(entry & 31);
        return entry >> 5;
    }
}
