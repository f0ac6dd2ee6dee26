package io.ctattention.block.workaround;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;

/**
 * A convolution of few channels to one, written as one that oneDNN is good at: 16 neighbouring
 * columns become 16 channels, and the kernel becomes one from three such blocks to one, mostly
 * zeros. The numbers are the same but for rounding; on batches the gradient takes less than half
 * the time. For PyTorch 2.7.1 with its oneDNN.
 */
public final class BlockedConvolution {

    /** Columns in a block; oneDNN's vectors hold 8 or 16 floats. */
    private static final int BLOCK = 16;

    /** The block to the left, the same block, the block to the right. */
    private static final int REACH = 3;

    private BlockedConvolution() {}

    /**
     * Tells whether the maps are on the CPU and the kernel reaches no further than a block.
     *
     * @param maps the maps
     * @param kernel the kernel
     * @return whether {@link #apply} takes them and pays
     */
    public static boolean suits(NDArray maps, NDArray kernel) {
        return !maps.getDevice().isGpu() && kernel.size(2) / 2 <= BLOCK;
    }

    /**
     * Convolves, with padding such that the size stays.
     *
     * @param maps {@code (N, C, H, W)}
     * @param kernel {@code (1, C, k, k)}, k odd
     * @return {@code (N, 1, H, W)}
     */
    public static NDArray apply(NDArray maps, NDArray kernel) {
        long n = maps.size(0);
        long channels = maps.size(1);
        long height = maps.size(2);
        long width = maps.size(3);
        long k = kernel.size(2);
        long blocks = (width + BLOCK - 1) / BLOCK;
        NDArray columns =
                maps.pad(new Shape(0, blocks * BLOCK - width), 0)
                        .reshape(n, channels, height, blocks, BLOCK)
                        .transpose(0, 1, 4, 2, 3)
                        .reshape(n, channels * BLOCK, height, blocks);
        NDArray kernels =
                kernel.reshape(channels * k, k)
                        .matMul(placement(maps, Math.toIntExact(k)))
                        .reshape(channels, k, BLOCK, BLOCK, REACH)
                        .transpose(2, 0, 3, 1, 4)
                        .reshape(BLOCK, channels * BLOCK, k, REACH);
        NDArray convolved =
                Conv2d.conv2d(columns, kernels, null, new Shape(1, 1), new Shape(k / 2, 1))
                        .singletonOrThrow();
        return convolved
                .transpose(0, 2, 3, 1)
                .reshape(n, 1, height, blocks * BLOCK)
                .get(":, :, :, 0:" + width);
    }

    /** Where the k weights of a kernel's row go, {@code (k, BLOCK * BLOCK * REACH)}. */
    private static NDArray placement(NDArray beside, int k) {
        float[] places = new float[k * BLOCK * BLOCK * REACH];
        for (int weight = 0; weight < k; weight++) {
            for (int to = 0; to < BLOCK; to++) {
                int from = to + weight - k / 2;
                int block = Math.floorDiv(from, BLOCK) + 1;
                int column = Math.floorMod(from, BLOCK);
                places[((weight * BLOCK + to) * BLOCK + column) * REACH + block] = 1;
            }
        }
        return beside.getManager().create(places, new Shape(k, BLOCK * BLOCK * REACH));
    }
}
