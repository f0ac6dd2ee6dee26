package io.ctattention.block.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import ai.djl.training.ParameterStore;
import io.ctattention.block.workaround.Mean;

/**
 * Squeeze and excitation: a gate for each channel from the channels' means.
 *
 * <p>For features F {@code (N, C, H, W)}: {@code z = avgpool F}, {@code s = sigmoid(W2 relu(W1 z +
 * b1) + b2)} in [0, 1], output {@code s * F}. The paper writes the two layers without biases; the
 * authors' code has them, and so has this.
 *
 * @see <a href="https://arxiv.org/abs/1709.01507">Hu, Shen and Sun 2018, "Squeeze-and-Excitation
 *     Networks", equations 2 to 4</a>
 */
public final class SqueezeExcitation extends ScopedAttention {

    /**
     * Creates the block.
     *
     * @param channels the features' channels C, at least 1
     * @param reduction the gate has {@code max(1, C / reduction)} hidden units; 16 in the paper
     */
    public SqueezeExcitation(int channels, int reduction) {
        int hidden = Math.max(1, channels / reduction);
        addParameter(Weights.drawn("w1", hidden, channels));
        addParameter(Weights.bias("b1", hidden));
        addParameter(Weights.drawn("w2", channels, hidden));
        addParameter(Weights.bias("b2", channels));
    }

    @Override
    NDArray apply(ParameterStore parameters, NDArray features, boolean training) {
        NDArray means = Mean.of(features, false, 2, 3);
        NDArray hidden = Activation.relu(project(parameters, means, "w1", "b1", training));
        NDArray gate = Activation.sigmoid(project(parameters, hidden, "w2", "b2", training));
        return features.mul(gate.reshape(features.size(0), features.size(1), 1, 1));
    }

    static BlockCost cost(int channels, int reduction, long side) {
        int hidden = Math.max(1, channels / reduction);
        return BlockCost.layer(channels, hidden, true, 1)
                .plus(BlockCost.layer(hidden, channels, true, 1))
                .plus(BlockCost.kept(side * side * channels)); // the output
    }
}
