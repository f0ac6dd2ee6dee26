package io.ctattention.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;

/**
 * A block that reweights features: {@code (N, C, H, W)} in, the same shape out.
 *
 * <p>An attention block also answers two questions that explanation asks: what its gates were, and
 * how much of the output's gradient reaches each input channel. Both are computed from the weights
 * alone, without a gradient graph, so that they can be asked from any number of threads while
 * another one trains.
 */
public abstract class Attention extends AbstractBlock {

    /** Creates the block. */
    protected Attention() {}

    /**
     * Applies the attention and keeps its spatial gate.
     *
     * @param parameters the weights
     * @param features the features {@code (N, C, H, W)}
     * @param training whether batch statistics are used and updated
     * @return the output {@code (N, C, H, W)} and the spatial gate {@code (N, 1, H, W)} in [0, 1]
     */
    public abstract NDList attend(ParameterStore parameters, NDArray features, boolean training);

    /**
     * Carries a gradient from the output back to the input (a vector-Jacobian product) at
     * inference, and averages it over the places.
     *
     * @param parameters the weights
     * @param features the features {@code (N, C, H, W)} that the block was applied to
     * @param gate the spatial gate {@code (N, 1, H, W)} that {@link #attend} gave for them
     * @param outputGradient the gradient with respect to the output, {@code (N, C, H, W)}
     * @return the mean of the gradient with respect to the features, {@code (N, C)}
     */
    public abstract NDArray meanInputGradient(
            ParameterStore parameters, NDArray features, NDArray gate, NDArray outputGradient);

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {inputShapes[0]};
    }
}
