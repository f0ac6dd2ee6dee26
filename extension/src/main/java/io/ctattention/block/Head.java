package io.ctattention.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import io.ctattention.block.workaround.Mean;
import io.ctattention.block.workaround.VectorJacobian;

/**
 * The end of a {@link Network}: from the last features {@code (N, C, H, W)} to the logits {@code
 * (N, classes)}. Its layers are children of the network.
 *
 * <p>Explanation asks it for the gradient of a logit with respect to the features. It is computed
 * by automatic differentiation, unless a head knows a shorter way.
 */
public abstract class Head {

    Head() {}

    /**
     * Computes the logits.
     *
     * @param parameters the weights
     * @param features {@code (N, C, H, W)}
     * @param training whether the weights' gradients are wanted
     * @return the logits {@code (N, classes)}, and what the gradient is computed from
     */
    abstract NDList forward(ParameterStore parameters, NDArray features, boolean training);

    /**
     * Computes the logits of any features, at inference.
     *
     * @param parameters the weights
     * @param features {@code (N, C, H, W)}, in place of those that a forward pass would have
     * @return the logits {@code (N, classes)}
     */
    public final NDArray logits(ParameterStore parameters, NDArray features) {
        NDList output = forward(parameters, features, false);
        output.subNDList(1).close();
        return output.head();
    }

    /**
     * Returns the gradient of one logit an image with respect to the features.
     *
     * @param parameters the weights
     * @param trace what a forward pass computed
     * @param classes the class of each image as a row of {@code (N, classes)}: one-hot, float32
     * @return the gradient {@code (N, C, H, W)}
     */
    public NDArray gradient(ParameterStore parameters, ForwardTrace trace, NDArray classes) {
        return VectorJacobian.of(this::logits, parameters, trace.features(), classes);
    }

    /**
     * Returns the mean of {@link #gradient} over the places of each channel.
     *
     * @param parameters the weights
     * @param trace what a forward pass computed
     * @param classes the class of each image as a row of {@code (N, classes)}: one-hot, float32
     * @return the mean gradient {@code (N, C)}
     */
    public NDArray meanGradient(ParameterStore parameters, ForwardTrace trace, NDArray classes) {
        try (NDArray gradient = gradient(parameters, trace, classes)) {
            return Mean.of(gradient, false, 2, 3);
        }
    }
}
