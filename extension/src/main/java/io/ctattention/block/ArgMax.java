package io.ctattention.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/** Marks the one element that a maximum takes, and that therefore receives its gradient. */
final class ArgMax {

    private ArgMax() {}

    /**
     * Marks the first maximum along an axis, the one that PyTorch's {@code max} sends the gradient
     * to.
     *
     * @param values the values
     * @param axis the axis
     * @return ones at the maxima and zeros elsewhere, float32, of the shape of the values
     */
    static NDArray mask(NDArray values, int axis) {
        long length = values.getShape().get(axis);
        long[] shape = new long[values.getShape().dimension()];
        Arrays.fill(shape, 1);
        shape[axis] = length;
        NDArray index =
                values.getManager()
                        .arange(0, (int) length, 1, DataType.INT64, values.getDevice())
                        .reshape(new Shape(shape));
        return values.argMax(axis).expandDims(axis).eq(index).toType(DataType.FLOAT32, false);
    }
}
