package io.ctattention.image;

import io.ctattention.image.JpegBits.Damage;
import java.util.Arrays;

/**
 * Reads the Huffman codes of one scan of a JPEG (ITU-T T.81, annexes F and G) only to see that they
 * give exactly the blocks that the image has, with coefficients that a picture can have.
 *
 * <p>The JDK's reader warns of bits that are missing, left over or no code, and goes on silently
 * where damage is read as other coefficients. Of 10 000 slices damaged at random 581 would have
 * been decoded to materially different pixels without this class, and 201 are with it; it refuses
 * none of 10 659 whole files of other encoders: see docs/images.md. Scans that refine a progressive
 * image are not read, for that found nothing more.
 */
final class JpegScan {

    /**
     * DC coefficients lie within 1024, and a step of rounding; some encoders overshoot, damage soon
     * goes far beyond.
     */
    private static final int DC_LIMIT = 1536;

    /**
     * Blocks hardly ever end in so many zero bits, but a run of zero bytes is read as one such
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

    /** Whether a component's last block ended in a long run of zero bits. */
    private final boolean[] zeroEnded;

    /** Blocks to come that have no coefficient in this scan (ITU-T T.81, G.1.2.2). */
    private int run;

    JpegScan(JpegScanHeader header, Part[] parts, JpegBits bits) {
        this.header = header;
        this.parts = parts;
        this.bits = bits;
        levels = new int[parts.length];
        zeroEnded = new boolean[parts.length];
    }

    void check(int restartInterval) throws Damage {
        boolean interleaved = parts.length > 1;
        JpegComponent first = parts[0].component();
        int columns = interleaved ? first.mcuColumns() : first.blockColumns();
        int rows = interleaved ? first.mcuRows() : first.blockRows();
        long done = 0;
        for (int y = 0; y < rows; y++) {
            Interruption.check();
            for (int x = 0; x < columns; x++) {
                if (restartInterval > 0 && done > 0 && done % restartInterval == 0) {
                    restart();
                }
                for (int i = 0; i < parts.length; i++) {
                    JpegComponent component = parts[i].component();
                    int blocks = interleaved ? component.horizontal() * component.vertical() : 1;
                    for (int block = 0; block < blocks; block++) {
                        block(i);
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
            throw new Damage("a run of blocks past the end of the scan");
        }
    }

    private void block(int i) throws Damage {
        bits.forgetZeros();
        if (header.first() == 0) {
            direct(i);
        }
        if (header.last() > 0) {
            alternating(table(parts[i].ac()));
        }
        boolean again = zeroEnded[i];
        zeroEnded[i] = bits.zeros() > ZERO_LIMIT;
        if (zeroEnded[i] && again) {
            throw new Damage("too long a run of zero bits");
        }
    }

    private void direct(int i) throws Damage {
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
            throw new Damage("a DC coefficient out of range");
        }
    }

    private void alternating(HuffmanTable table) throws Damage {
        if (run > 0) {
            run--;
            return;
        }
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
        }
    }

    /** In a sequential image only the block itself ends. */
    private int runLength(int exponent) throws Damage {
        if (exponent > 0 && !header.progressive()) {
            throw new Damage("an end-of-band run in a sequential image");
        }
        return (1 << exponent) + bits.read(exponent);
    }

    private static HuffmanTable table(HuffmanTable table) throws Damage {
        if (table == null) {
            throw new Damage("a missing Huffman table");
        }
        return table;
    }
}
