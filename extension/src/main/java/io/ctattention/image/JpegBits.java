package io.ctattention.image;

/**
 * The entropy-coded bits of a JPEG scan (ITU-T T.81, F.2.2.5): FF 00 is a byte, FF Dn a restart.
 */
final class JpegBits {

    /** Bits that no encoder writes. */
    static final class Damage extends Exception {
        Damage(String fault) {
            super(fault);
        }
    }

    private final byte[] content;
    private final int end;
    private int at;
    private int restarts;
    private long bits;

    /** Valid bits in {@link #bits}, of which the last {@link #padding} are made up. */
    private int count;

    private int padding;

    /** Zero bits on end up to here. */
    private int zeros;

    JpegBits(byte[] content, int start, int end) {
        this.content = content;
        this.end = end;
        at = start;
    }

    int peek16() {
        while (count < 16) {
            bits <<= 8;
            count += 8;
            if (hasByte()) {
                int next = content[at++] & 255;
                bits |= next;
                at += next == 0xff ? 1 : 0;
            } else {
                padding += 8;
            }
        }
        return (int) (bits >> count - 16) & 0xffff;
    }

    void skip(int length) throws Damage {
        boolean zero = (bits >> count - length & (1L << length) - 1) == 0;
        zeros = zero ? zeros + length : 0;
        count -= length;
        if (count < padding) {
            throw new Damage("too few bits");
        }
    }

    /** Reads up to 15 bits as an unsigned number. */
    int read(int length) throws Damage {
        int value = peek16() >> 16 - length;
        skip(length);
        return value;
    }

    /** Steps over a number of the given magnitude. */
    void skipNumber(int length) throws Damage {
        peek16();
        skip(length);
    }

    /** Reads a number of the given magnitude (ITU-T T.81, F.2.2.1, EXTEND). */
    int readSigned(int length) throws Damage {
        int value = read(length);
        return length == 0 || value >> length - 1 == 1 ? value : value - (1 << length) + 1;
    }

    void forgetZeros() {
        zeros = 0;
    }

    int zeros() {
        return zeros;
    }

    /** Steps over the restart marker that must come now. */
    void restart() throws Damage {
        checkConsumed();
        while (at < end && content[at + 1] == -1) {
            at++;
        }
        if (at >= end || (content[at + 1] & 255) != 0xd0 + (restarts++ & 7)) {
            throw new Damage("a restart marker is missing");
        }
        at += 2;
    }

    /** Checks that the scan ends now. */
    void finish() throws Damage {
        checkConsumed();
        while (at < end && content[at] == -1 && content[at + 1] == -1) {
            at++;
        }
        if (at < end) {
            throw new Damage("more intervals than the image needs");
        }
    }

    /** The last byte is filled up; jpeg-js fills up one that is full with a byte of ones. */
    private void checkConsumed() throws Damage {
        peek16();
        int left = count - padding;
        boolean anotherByte = left == 8 && (bits >> padding & 0xff) == 0xff;
        if (hasByte() || left >= 8 && !anotherByte) {
            throw new Damage("too many bits");
        }
        count = 0;
        padding = 0;
    }

    private boolean hasByte() {
        return at < end && (content[at] != -1 || content[at + 1] == 0);
    }
}
