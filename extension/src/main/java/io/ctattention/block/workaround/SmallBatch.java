package io.ctattention.block.workaround;

import ai.djl.ndarray.NDArray;

/**
 * Products of a few rows with a large matrix on the CPU. The engine computes such a product in one
 * thread; cut into four, up to four read their own part of the matrix. Four whatever the threads
 * are, so that the result is always the same. For PyTorch 2.7.1 with MKL.
 */
public final class SmallBatch {

    /** From here on the engine's own product is no slower. */
    private static final int ROWS = 8;

    private static final int PARTS = 4;

    private SmallBatch() {}

    /**
     * Tells whether an array's rows are few and on the CPU.
     *
     * @param rows the array {@code (N, ...)}
     * @return whether the methods here pay
     */
    public static boolean suits(NDArray rows) {
        return rows.size(0) <= ROWS && !rows.getDevice().isGpu();
    }

    /**
     * Multiplies with the transposed matrix, as a dense layer does.
     *
     * @param rows {@code (N, K)}
     * @param matrix {@code (M, K)}
     * @return {@code (N, M)}, in the manager of the rows
     */
    public static NDArray timesTransposed(NDArray rows, NDArray matrix) {
        long n = rows.size(0);
        long m = matrix.size(0);
        long k = matrix.size(1);
        long parts = parts(k);
        try (NDArray of = matrix.reshape(m, parts, k / parts);
                NDArray parted = of.transpose(1, 2, 0);
                NDArray sums =
                        rows.reshape(n, parts, k / parts).transpose(1, 0, 2).matMul(parted)) {
            return sums.sum(new int[] {0});
        }
    }

    /**
     * Multiplies with the matrix.
     *
     * @param rows {@code (N, M)}
     * @param matrix {@code (M, K)}
     * @return {@code (N, K)}, in the manager of the rows
     */
    public static NDArray times(NDArray rows, NDArray matrix) {
        long n = rows.size(0);
        long m = matrix.size(0);
        long k = matrix.size(1);
        long parts = parts(k);
        try (NDArray of = matrix.reshape(m, parts, k / parts);
                NDArray parted = of.transpose(1, 0, 2);
                NDArray product = rows.expandDims(0).broadcast(parts, n, m).matMul(parted)) {
            return product.transpose(1, 0, 2).reshape(n, k);
        }
    }

    private static long parts(long length) {
        return length % PARTS == 0 ? PARTS : 1;
    }
}
