package io.ctattention.server;

import io.ctattention.image.PngFile;
import io.ctattention.phantom.PhantomSlices;
import java.awt.image.BufferedImage;

/** Phantom slices as images and PNG files. */
public final class Phantoms {

    private Phantoms() {}

    /**
     * Draws a slice.
     *
     * @param index odd ones show lesions
     */
    public static BufferedImage image(int index) {
        return new PhantomSlices(1).slice(index, index % 2 == 1).image().toBufferedImage();
    }

    /** Draws a slice into a PNG file. */
    public static byte[] png(int index) {
        return PngFile.bytes(image(index));
    }
}
