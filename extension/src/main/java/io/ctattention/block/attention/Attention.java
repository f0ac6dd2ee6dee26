package io.ctattention.block.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.ctattention.block.workaround.VectorJacobian;

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
     * @return the output {@code (N, C, H, W)} and, only where the block has {@link
     *     AttentionSpec.Trait#SPATIAL_GATE}, the spatial gate {@code (N, 1, H, W)} in [0, 1]
     */
    public abstract NDList attend(ParameterStore parameters, NDArray features, boolean training);

    /**
     * Carries a gradient from the output back to the input (a vector-Jacobian product) at
     * inference, by automatic differentiation.
     *
     * @param parameters the weights
     * @param features the features {@code (N, C, H, W)} that the block was applied to
     * @param outputGradient the gradient with respect to the output, {@code (N, C, H, W)}
     * @return the gradient with respect to the features, {@code (N, C, H, W)}, in their manager
     */
    public final NDArray inputGradient(
            ParameterStore parameters, NDArray features, NDArray outputGradient) {
        return VectorJacobian.of(
                (weights, input) -> attend(weights, input, false).head(),
                parameters,
                features,
                outputGradient);
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
