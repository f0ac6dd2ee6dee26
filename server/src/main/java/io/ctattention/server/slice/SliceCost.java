package io.ctattention.server.slice;

import io.ctattention.image.ImageException;
import io.ctattention.image.ImageHeader;
import io.ctattention.image.SliceDecoder;

/**
 * How much work a file is to decode, by what it says of itself before anything is decoded. Counted
 * in forward passes of a slice of 180 x 180, some 10 ms on a core: rough, and enough to give
 * callers their turns.
 */
final class SliceCost {

    /** About as many bytes of pixels are decoded in the time of a forward pass. */
    private static final long BYTES_A_PASS = 1_000_000;

    /** Each scan of a progressive JPEG goes over all pixels again. */
    private static final long PIXELS_A_PASS = 4_000_000;

    private static final int MARKER = 0xff;
    private static final int START_OF_SCAN = 0xda;

    private SliceCost() {}

    /** Returns the forward passes, 0 for a usual slice and for what is refused by its header. */
    static int decoding(SliceDecoder decoder, byte[] content) {
        try {
            ImageHeader header = decoder.header("", content);
            long pixels = (long) header.width() * header.height();
            long bytes = pixels * header.colorMode().bands() * (header.bitDepth() > 8 ? 2 : 1);
            long scans = header.format() == ImageHeader.Format.JPEG ? scans(content) : 0;
            return (int)
                    Math.min(
                            bytes / BYTES_A_PASS + pixels * scans / PIXELS_A_PASS,
                            Integer.MAX_VALUE / 2);
        } catch (ImageException e) {
            return 0;
        }
    }

    /**
     * Counts the marker wherever it stands: in a comment, it makes only its writer's slice dearer.
     */
    private static long scans(byte[] jpeg) {
        long scans = 0;
        for (int i = 1; i < jpeg.length; i++) {
            if ((jpeg[i] & MARKER) == START_OF_SCAN && (jpeg[i - 1] & MARKER) == MARKER) {
                scans++;
            }
        }
        return scans;
    }
}
