package io.ctattention.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.ctattention.image.GreyImage;

/**
 * Brings images of any size to a network's input, for callers that cannot do it: DJL's own image
 * translator hands over {@code (N, 3, H, W)} in the image's size. Grey levels and resizing are
 * those of {@link GreyImage}.
 */
final class InputFit {

    private InputFit() {}

    /**
     * Resizes a batch.
     *
     * @param input {@code (N, C, H, W)} in [0, 1]; three channels are red, green and blue
     * @param network the network's shape
     * @return {@code (N, 1, size, size)}
     */
    static NDArray fit(NDArray input, NetworkSpec network) {
        Shape shape = input.getShape();
        int height = Math.toIntExact(shape.get(2));
        int width = Math.toIntExact(shape.get(3));
        int images = Math.toIntExact(shape.get(0));
        int channels = Math.toIntExact(shape.get(1));
        int cells = network.size() * network.size();
        float[] values = input.toFloatArray();
        float[] fitted = new float[images * cells];
        for (int n = 0; n < images; n++) {
            float[] grey = grey(values, n, channels, width * height);
            GreyImage image = new GreyImage(width, height, grey);
            float[] pixels = image.resize(network.size(), network.size()).pixels();
            System.arraycopy(pixels, 0, fitted, n * cells, cells);
        }
        return input.getManager()
                .create(fitted, new Shape(images, 1, network.size(), network.size()))
                .toDevice(input.getDevice(), false);
    }

    private static float[] grey(float[] values, int image, int channels, int pixels) {
        float[] grey = new float[pixels];
        int from = image * channels * pixels;
        for (int i = 0; i < pixels; i++) {
            if (channels == 3) {
                grey[i] =
                        (float)
                                (0.299 * values[from + i]
                                        + 0.587 * values[from + pixels + i]
                                        + 0.114 * values[from + 2 * pixels + i]);
            } else {
                double sum = 0;
                for (int c = 0; c < channels; c++) {
                    sum += values[from + c * pixels + i];
                }
                grey[i] = (float) (sum / channels);
            }
        }
        return grey;
    }
}
