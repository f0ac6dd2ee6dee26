package io.ctattention.block.workaround;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;

/**
 * A convolution of few channels to one that convolves each channel with its own kernel and adds
 * them up: the same numbers but for rounding. oneDNN computes the gradient of the one convolution
 * wrongly on CPUs with AVX-512: it pads the one channel to 16 with whatever lies in memory, and
 * once that is no number, neither is the gradient. This way also takes half the time. For PyTorch
 * 2.7.1 with its oneDNN.
 */
public final class SplitConvolution {

    private SplitConvolution() {}

    /**
     * Convolves, with padding such that the size stays.
     *
     * @param maps {@code (N, C, H, W)}
     * @param kernel {@code (1, C, k, k)}, k odd
     * @return {@code (N, 1, H, W)}
     */
    public static NDArray apply(NDArray maps, NDArray kernel) {
        Shape padding = new Shape(kernel.size(2) / 2, kernel.size(3) / 2);
        Shape one = new Shape(1, 1);
        int channels = Math.toIntExact(maps.size(1));
        try (NDArray kernels = kernel.transpose(1, 0, 2, 3);
                NDArray convolved =
                        Conv2d.conv2d(maps, kernels, null, one, padding, one, channels)
                                .singletonOrThrow()) {
            return convolved.sum(new int[] {1}, true);
        }
    }
}
