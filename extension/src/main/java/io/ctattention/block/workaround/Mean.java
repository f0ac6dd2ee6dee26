package io.ctattention.block.workaround;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/**
 * A mean whose gradient costs no memory: that of a sum is a view, that of the engine's mean is not.
 * For PyTorch 2.7.1 through DJL 0.35.1.
 */
public final class Mean {

    private Mean() {}

    /**
     * Averages over axes.
     *
     * @param values the values
     * @param keepAxes whether the axes stay, of length 1, or go
     * @param axes the axes, ascending
     * @return the means
     */
    public static NDArray of(NDArray values, boolean keepAxes, int... axes) {
        if (values.getDevice().isGpu()) {
            return ofEachAxis(values, keepAxes, axes); // a number of ours would be copied there
        }
        Shape shape = values.getShape();
        long count = Arrays.stream(axes).mapToLong(shape::get).reduce(1, (a, b) -> a * b);
        // Not sum.div(count): DJL holds such a number in a buffer of Java's, which it lets go at
        // once; the gradient is computed from whatever lies there by then. This one is PyTorch's.
        try (NDArray share = values.getManager().full(new Shape(), 1f / count, DataType.FLOAT32);
                NDArray sum = values.sum(axes, keepAxes)) {
            return sum.mul(share);
        }
    }

    /** Averages by the engine's mean, which takes one axis: no number comes from the host. */
    static NDArray ofEachAxis(NDArray values, boolean keepAxes, int... axes) {
        NDArray means = values;
        for (int i = axes.length - 1; i >= 0; i--) {
            means = means.mean(new int[] {axes[i]}, keepAxes);
        }
        return means;
    }
}
