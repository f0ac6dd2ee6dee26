package io.ctattention.image;

import io.ctattention.image.JpegBits.Damage;
import java.util.Arrays;

/**
 * Reads the Huffman codes of one scan of a JPEG (ITU-T T.81, annexes F and G) only to see that they
 * give exactly the blocks that the image has. The JDK's reader goes on silently where they do not.
 */
final class JpegScan {

    /**
     * DC coefficients lie within 1024, and a step of rounding; some encoders overshoot, damage soon
     * goes far beyond.
     */
    private static final int DC_LIMIT = 1536;

    /**
     * Blocks hardly ever end in so many zero bits, a stretch of zero bytes is read as one such
     * block after another.
     */
    private static final int ZERO_LIMIT = 96;

    /**
     * A component's part in a scan.
     *
     * @param component where its blocks lie
     * @param dc Huffman table of its DC coefficients, null if it has none
     * @param ac Huffman table of its AC coefficients, null if it has none
     * @param step what a DC coefficient is multiplied by
     */
    record Part(JpegComponent component, HuffmanTable dc, HuffmanTable ac, int step) {}

    private final JpegScanHeader header;
    private final Part[] parts;
    private final JpegBits bits;
    private final int[] levels;

    /** Whether a component's last block ended in a stretch of zeros. */
    private final boolean[] zeros;

    /** Blocks to come that have no coefficient in this scan (ITU-T T.81, G.1.2.2). */
    private int run;

    JpegScan(JpegScanHeader header, Part[] parts, JpegBits bits) {
        this.header = header;
        this.parts = parts;
        this.bits = bits;
        levels = new int[parts.length];
        zeros = new boolean[parts.length];
    }

    void check(int restartInterval) throws Damage {
        boolean interleaved = parts.length > 1;
        JpegComponent any = parts[0].component();
        int columns = interleaved ? any.mcuColumns() : any.blockColumns();
        int rows = interleaved ? any.mcuRows() : any.blockRows();
        long done = 0;
        for (int y = 0; y < rows; y++) {
            Interruption.check();
            for (int x = 0; x < columns; x++) {
                if (restartInterval > 0 && done > 0 && done % restartInterval == 0) {
                    restart();
                }
                for (int i = 0; i < parts.length; i++) {
                    int h = interleaved ? parts[i].component().horizontal() : 1;
                    int v = interleaved ? parts[i].component().vertical() : 1;
                    for (int block = 0; block < h * v; block++) {
                        block(i, x * h + block % h, y * v + block / h);
                    }
                }
                done++;
            }
        }
        checkRun();
        bits.finish();
    }

    private void restart() throws Damage {
        checkRun();
        bits.restart();
        Arrays.fill(levels, 0);
    }

    private void checkRun() throws Damage {
        if (run > 0) {
            throw new Damage("a run of blocks beyond the end");
        }
    }

    private void block(int i, int x, int y) throws Damage {
        bits.forgetZeros();
        if (header.first() == 0) {
            direct(i);
        }
        if (header.last() > 0) {
            HuffmanTable table = table(parts[i].ac());
            JpegComponent component = parts[i].component();
            if (header.isRefinement()) {
                refine(table, component, x, y);
            } else {
                component.addNonZero(x, y, alternating(table));
            }
        }
        boolean again = zeros[i];
        zeros[i] = bits.zeros() > ZERO_LIMIT;
        if (zeros[i] && again) {
            throw new Damage("a stretch of zeros");
        }
    }

    private void direct(int i) throws Damage {
        if (header.isRefinement()) {
            bits.read(1);
            return;
        }
        int magnitude = table(parts[i].dc()).read(bits);
        if (magnitude > 11) {
            throw new Damage("a coefficient out of range");
        }
        levels[i] += bits.readSigned(magnitude);
        // Of a negative number the bits to come are added: it may be nearer to 0.
        long least =
                levels[i] < 0
                        ? (-levels[i] - 1L << header.bit()) + 1
                        : (long) levels[i] << header.bit();
        if ((least - 1) * parts[i].step() > DC_LIMIT) {
            throw new Damage("a brightness out of range");
        }
    }

    /** The AC coefficients of a block, as the set of those that are not 0. */
    private long alternating(HuffmanTable table) throws Damage {
        if (run > 0) {
            run--;
            return 0;
        }
        long nonZero = 0;
        for (int k = Math.max(1, header.first()); k <= header.last(); k++) {
            int symbol = table.read(bits);
            int zeros = symbol >> 4;
            int magnitude = symbol & 15;
            if (magnitude == 0 && zeros < 15) {
                run = runLength(zeros) - 1;
                break;
            }
            k += zeros;
            if (k > header.last() || magnitude > 10) {
                throw new Damage("a coefficient out of range");
            }
            bits.skipNumber(magnitude);
            nonZero |= magnitude > 0 ? 1L << k : 0;
        }
        return nonZero;
    }

    /** One more bit for the coefficients that are not 0, and new such (ITU-T T.81, G.1.2.3). */
    private void refine(HuffmanTable table, JpegComponent component, int x, int y) throws Damage {
        long known = component.nonZero(x, y);
        int k = header.first();
        while (run == 0 && k <= header.last()) {
            int symbol = table.read(bits);
            int zeros = symbol >> 4;
            int magnitude = symbol & 15;
            if (magnitude > 1) {
                throw new Damage("a coefficient out of range");
            }
            if (magnitude == 0 && zeros < 15) {
                run = runLength(zeros);
                break;
            }
            bits.skipNumber(magnitude);
            for (; k <= header.last(); k++) {
                if ((known >> k & 1) == 1) {
                    bits.read(1);
                } else if (zeros-- == 0) {
                    break;
                }
            }
            if (k > header.last()) {
                if (magnitude == 1) {
                    throw new Damage("a coefficient out of range");
                }
                break;
            }
            if (magnitude == 1) {
                component.addNonZero(x, y, 1L << k);
            }
            k++;
        }
        if (run > 0) {
            int rest = Long.bitCount(known >>> k & (2L << header.last() - k) - 1);
            for (; rest > 0; rest--) {
                bits.read(1);
            }
            run--;
        }
    }

    /** In a sequential image only the block itself ends. */
    private int runLength(int exponent) throws Damage {
        if (exponent > 0 && !header.progressive()) {
            throw new Damage("a run of blocks that only a progressive image has");
        }
        return (1 << exponent) + bits.read(exponent);
    }

    private static HuffmanTable table(HuffmanTable table) throws Damage {
        if (table == null) {
            throw new Damage("a Huffman table that is not there");
        }
        return table;
    }
}
