package io.ctattention.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.ctattention.block.workaround.Mean;

/**
 * A block that reweights features: {@code (N, C, H, W)} in, the same shape out.
 *
 * <p>An attention block also answers two questions that explanation asks: what its spatial gate
 * was, where it has one, and how much of the output's gradient reaches its input. Neither touches
 * the weights' own gradients, so that they can be asked from any number of threads while another
 * one trains.
 */
public abstract class Attention extends AbstractBlock {

    /** Creates the block. */
    protected Attention() {}

    /**
     * Applies the attention and keeps its spatial gate, if it has one.
     *
     * @param parameters the weights
     * @param features the features {@code (N, C, H, W)}
     * @param training whether batch statistics are used and updated
     * @return the output {@code (N, C, H, W)} and, only where {@link #hasSpatialGate}, the spatial
     *     gate {@code (N, 1, H, W)} in [0, 1]
     */
    public abstract NDList attend(ParameterStore parameters, NDArray features, boolean training);

    /**
     * Tells whether the block weighs places by a gate that can be shown as a map.
     *
     * @return whether {@link #attend} also returns the gate
     */
    public boolean hasSpatialGate() {
        return false;
    }

    /**
     * Carries a gradient from the output back to the input (a vector-Jacobian product) at
     * inference. This implementation differentiates automatically, on this thread alone and without
     * a gradient collector.
     *
     * @param parameters the weights
     * @param features the features {@code (N, C, H, W)} that the block was applied to
     * @param outputGradient the gradient with respect to the output, {@code (N, C, H, W)}
     * @return the gradient with respect to the features, {@code (N, C, H, W)}, in their manager
     */
    public NDArray inputGradient(
            ParameterStore parameters, NDArray features, NDArray outputGradient) {
        return VectorJacobian.of(this, parameters, features, outputGradient);
    }

    /**
     * Carries a gradient from the output back to the input at inference, and averages it over the
     * places. A block may know a shorter way than this implementation, which averages {@link
     * #inputGradient}.
     *
     * @param parameters the weights
     * @param features the features {@code (N, C, H, W)} that the block was applied to
     * @param gate the spatial gate {@code (N, 1, H, W)} that {@link #attend} gave for them, or null
     *     where the block has none
     * @param outputGradient the gradient with respect to the output, {@code (N, C, H, W)}
     * @return the mean of the gradient with respect to the features, {@code (N, C)}
     */
    public NDArray meanInputGradient(
            ParameterStore parameters, NDArray features, NDArray gate, NDArray outputGradient) {
        try (NDArray gradient = inputGradient(parameters, features, outputGradient)) {
            return Mean.of(gradient, false, 2, 3);
        }
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameters,
            NDList inputs,
            boolean training,
            PairList<String, Object> params) {
        NDList attended = attend(parameters, inputs.singletonOrThrow(), training);
        attended.subNDList(1).close();
        return new NDList(attended.head());
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {inputShapes[0]};
    }
}
