package io.ctattention.server;

import io.ctattention.image.PngFile;
import io.ctattention.phantom.PhantomSlices;
import java.awt.image.BufferedImage;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Phantom slices as images and PNG files. */
public final class Phantoms {

    /** Drawing one takes a tenth of a second, and some tests send hundreds. */
    private static final Map<Integer, byte[]> DRAWN = new ConcurrentHashMap<>();

    private Phantoms() {}

    /**
     * Draws a slice.
     *
     * @param index odd ones show lesions
     */
    public static BufferedImage image(int index) {
        return new PhantomSlices(1).slice(index, index % 2 == 1).image().toBufferedImage();
    }

    /** A drawn slice as a PNG file. */
    public static byte[] png(int index) {
        return DRAWN.computeIfAbsent(index, i -> PngFile.bytes(image(i))).clone();
    }
}
