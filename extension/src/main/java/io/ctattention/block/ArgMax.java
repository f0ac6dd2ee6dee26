package io.ctattention.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/** The one element that a maximum takes, and that therefore receives its gradient. */
final class ArgMax {

    private ArgMax() {}

    /**
     * Finds the first maximum along the last axis, the one that PyTorch's {@code max} sends the
     * gradient to.
     *
     * @param values the values {@code (N, P, C)}
     * @return its index {@code (N, P, 1)}, int64
     */
    static NDArray of(NDArray values) {
        return values.argMax(2).expandDims(2);
    }

    /**
     * Marks where the maxima are.
     *
     * @param index the index of each, {@code (N, P, 1)}
     * @param length how many values each is one of, C
     * @return ones at the maxima and zeros elsewhere, float32, {@code (N, P, C)}
     */
    static NDArray mask(NDArray index, long length) {
        return index.getManager()
                .arange(0, (int) length, 1, DataType.INT64, index.getDevice())
                .eq(index)
                .toType(DataType.FLOAT32, false);
    }
}
