package io.ctattention.image;

import java.util.Locale;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates a PNG's IDAT chunks only to see that they hold every row, and throws the rows away. */
final class PngImageData implements AutoCloseable {

    /** First column, first row, column step and row step of Adam7's passes. */
    private static final int[][] ADAM7 = {
        {0, 0, 8, 8},
        {4, 0, 8, 8},
        {0, 4, 4, 8},
        {2, 0, 4, 4},
        {0, 2, 2, 4},
        {1, 0, 2, 2},
        {0, 1, 1, 2}
    };

    private final String name;
    private final long expected;
    private final byte[] sink = new byte[1 << 16];
    private Inflater inflater;
    private long inflated;
    private boolean complete;

    PngImageData(String name, ImageHeader header, boolean interlaced) {
        this.name = name;
        expected = expectedBytes(header, interlaced);
    }

    boolean isStarted() {
        return inflater != null;
    }

    void add(byte[] content, int offset, int length) throws ImageException {
        if (inflater == null) {
            inflater = new Inflater();
        }
        if (complete) {
            return;
        }
        inflater.setInput(content, offset, length);
        try {
            while (!inflater.finished() && !inflater.needsInput()) {
                Interruption.check();
                int count = inflater.inflate(sink);
                inflated += count;
                if (inflated > expected || count == 0 && inflater.needsDictionary()) {
                    throw fault("its pixel data is longer than the header declares");
                }
            }
        } catch (DataFormatException e) {
            throw fault(
                    String.format(
                            Locale.ROOT,
                            "its compressed pixel data is damaged (%s)",
                            e.getMessage()));
        }
        if (inflater.finished()) {
            complete = true;
        }
    }

    void checkComplete() throws ImageException {
        if (!complete || inflated != expected) {
            throw fault(
                    String.format(
                            Locale.ROOT,
                            "its pixel data ends after %d of %d bytes",
                            inflated,
                            expected));
        }
    }

    @Override
    public void close() {
        if (inflater != null) {
            inflater.end();
        }
    }

    private ImageException fault(String fault) {
        return new ImageException(name, fault + "; a complete PNG is expected");
    }

    /** Each row has a filter byte and its samples, padded to a byte; so has each row of a pass. */
    private static long expectedBytes(ImageHeader header, boolean interlaced) {
        long bits = (long) header.colorMode().bands() * header.bitDepth();
        if (!interlaced) {
            return header.height() * (1 + (header.width() * bits + 7) / 8);
        }
        long bytes = 0;
        for (int[] pass : ADAM7) {
            long columns = (header.width() - pass[0] + pass[2] - 1L) / pass[2];
            long rows = (header.height() - pass[1] + pass[3] - 1L) / pass[3];
            if (columns > 0) {
                bytes += Math.max(0, rows) * (1 + (columns * bits + 7) / 8);
            }
        }
        return bytes;
    }
}
