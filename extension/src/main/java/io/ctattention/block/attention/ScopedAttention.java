package io.ctattention.block.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;

/**
 * An attention without a spatial gate, whose intermediate results are freed when it ends; a
 * gradient graph keeps on its own what it needs.
 */
abstract class ScopedAttention extends Attention {

    @Override
    public final NDList attend(ParameterStore parameters, NDArray features, boolean training) {
        NDManager owner = features.getManager();
        try (NDManager scope = owner.newSubManager()) {
            NDArray own = features.reshape(features.getShape());
            own.attach(scope);
            NDArray output = apply(parameters, own, training);
            output.attach(owner);
            return new NDList(output);
        }
    }

    /**
     * Applies the attention.
     *
     * @param features {@code (N, C, H, W)}, in a manager that closes when the attention ends: what
     *     a gradient needs must not lie in Java's memory
     * @return the output {@code (N, C, H, W)}, in the same manager
     */
    abstract NDArray apply(ParameterStore parameters, NDArray features, boolean training);

    final NDArray value(ParameterStore parameters, String name, NDArray beside, boolean training) {
        return parameters.getValue(getDirectParameters().get(name), beside.getDevice(), training);
    }

    /**
     * Applies a dense layer to each row, which is a 1 x 1 convolution of the places.
     *
     * @param rows {@code (..., from)}
     * @param weight the name of a weight {@code (to, from)} or {@code (to, from, 1, 1)}
     * @param bias the name of a bias {@code (to)}, or null
     * @return {@code (..., to)}
     */
    final NDArray project(
            ParameterStore parameters, NDArray rows, String weight, String bias, boolean training) {
        NDArray kernel = value(parameters, weight, rows, training);
        NDArray matrix = kernel.reshape(kernel.size(0), kernel.size(1));
        matrix.attach(rows.getManager());
        return bias == null
                ? Linear.linear(rows, matrix).head()
                : Linear.linear(rows, matrix, value(parameters, bias, rows, training)).head();
    }

    /** The inner width of blocks that take an eighth of the channels, at least 1. */
    static int eighth(int channels) {
        return Math.max(1, channels / 8);
    }

    /**
     * Makes a number that lies in the engine's memory, so that a gradient may be computed later.
     */
    static NDArray number(double value, NDArray beside) {
        return beside.getManager()
                .full(new Shape(1), (float) value, DataType.FLOAT32, beside.getDevice());
    }
}
