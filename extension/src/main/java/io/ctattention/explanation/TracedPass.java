package io.ctattention.explanation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import io.ctattention.block.ForwardTrace;
import io.ctattention.block.Network;
import io.ctattention.block.workaround.Mean;

/**
 * A forward pass of N slices, and what the methods ask of it: the activations A {@code (N, C, H,
 * W)} of a layer and the gradient of a logit y with respect to them.
 *
 * @param network the network
 * @param parameters its weights
 * @param input the slices as they went in, {@code (N, 1, size, size)}
 * @param trace what came out
 * @param layer the layer
 * @param classes the class of each slice as a row of {@code (N, classes)}: one-hot, float32
 */
record TracedPass(
        Network network,
        ParameterStore parameters,
        NDArray input,
        ForwardTrace trace,
        Layer layer,
        NDArray classes) {

    /** Owns what is computed from the pass, and closes with it. */
    NDManager manager() {
        return classes.getManager();
    }

    NDArray activations() {
        return precedesAttention() ? trace.convolved() : trace.features();
    }

    private boolean precedesAttention() {
        return layer == Layer.CONV && network.lastAttention() != null;
    }

    /** Returns dy/dA, {@code (N, C, H, W)}. */
    NDArray gradient() {
        NDArray gradient = network.head().gradient(parameters, trace, classes);
        return precedesAttention()
                ? network.lastAttention().inputGradient(parameters, trace.convolved(), gradient)
                : gradient;
    }

    /**
     * Returns the mean of dy/dA over the places, {@code (N, C)}, by a shorter way if there is one.
     */
    NDArray meanGradient() {
        return precedesAttention()
                ? Mean.of(gradient(), false, 2, 3)
                : network.head().meanGradient(parameters, trace, classes);
    }

    /** Returns {@code sum_k w_k A_k} for weights {@code (N, C)}. */
    NDArray weightedSum(NDArray weights) {
        NDArray byChannel = weights.reshape(weights.size(0), weights.size(1), 1, 1);
        return activations().mul(byChannel).sum(new int[] {1});
    }

    /** Computes the logits of B variants of the layer's activations, {@code (B, classes)}. */
    NDArray logitsOfActivations(NDArray variants) {
        if (!precedesAttention()) {
            return network.head().logits(parameters, variants);
        }
        NDArray attended =
                network.lastAttention().forward(parameters, new NDList(variants), false).head();
        return network.head().logits(parameters, attended);
    }

    /** Computes the logits of B variants of a slice, {@code (B, 1, size, size)}. */
    NDArray logitsOfSlices(NDArray variants) {
        return network.forward(parameters, new NDList(variants), false).singletonOrThrow();
    }
}
