package io.ctattention.model;

import ai.djl.modality.cv.Image;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ctattention.block.NetworkSpec;
import io.ctattention.image.GreyImage;
import java.awt.image.BufferedImage;
import java.util.Locale;

/** Slices as a network sees them: resized, grey in [0, 1], one channel for all of the input's. */
public final class SliceInput {

    private SliceInput() {}

    /**
     * Turns one slice into a network's input.
     *
     * @param manager owns the array
     * @param network the network's shape
     * @param image the slice
     * @return {@code (1, size, size)} in [0, 1], float32
     * @throws IllegalArgumentException if the image is not held as a {@link BufferedImage}
     */
    public static NDArray of(NDManager manager, NetworkSpec network, Image image) {
        GreyImage grey = GreyImage.of(buffered(image)).resize(network.size(), network.size());
        return of(manager, network, grey.pixels()).squeeze(0);
    }

    static BufferedImage buffered(Image image) {
        Object wrapped = image.getWrappedImage();
        if (wrapped instanceof BufferedImage buffered) {
            return buffered;
        }
        throw new IllegalArgumentException(
                String.format(
                        Locale.ROOT,
                        "the image holds a %s, a BufferedImage is needed",
                        wrapped == null ? null : wrapped.getClass().getName()));
    }

    /**
     * Turns resized slices into a network's input.
     *
     * @param manager owns the array
     * @param network the network's shape
     * @param pixels the grey levels of N slices, {@code N * size * size} in [0, 1]
     * @return {@code (N, 1, size, size)}, float32
     */
    public static NDArray of(NDManager manager, NetworkSpec network, float[] pixels) {
        int size = network.size();
        long slices = pixels.length / ((long) size * size);
        return manager.create(pixels, new Shape(slices, 1, size, size));
    }
}
