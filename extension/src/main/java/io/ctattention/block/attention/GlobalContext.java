package io.ctattention.block.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.ParameterStore;

/**
 * The global context block: one context for all places, pooled with learned weights, transformed,
 * and added to each.
 *
 * <p>For features F {@code (N, C, H, W)} with places p: {@code a = softmax_p(wk F_p + bk)}, {@code
 * c = sum_p a_p F_p}, {@code t = W2 relu(LN(W1 c + b1)) + b2} with {@code max(1, C / 8)} hidden
 * units, output {@code F_p + t}. W2 and b2 begin at zero, as in the authors' code, so that the
 * block begins as the identity; layer norm's epsilon is 1e-5.
 *
 * @see <a href="https://arxiv.org/abs/1904.11492">Cao, Xu, Lin, Wei and Hu 2019, "GCNet: Non-local
 *     Networks Meet Squeeze-Excitation Networks and Beyond", equation 5</a>
 */
public final class GlobalContext extends ScopedAttention {

    private static final float EPSILON = 1e-5f;

    private final int hidden;

    /**
     * Creates the block.
     *
     * @param channels the features' channels C, at least 1
     */
    public GlobalContext(int channels) {
        hidden = eighth(channels);
        addParameter(Weights.drawn("wk", 1, channels, 1, 1));
        addParameter(Weights.bias("bk", 1));
        addParameter(Weights.drawn("w1", hidden, channels));
        addParameter(Weights.bias("b1", hidden));
        addParameter(Weights.scale("ln_w", hidden));
        addParameter(Weights.shift("ln_b", hidden));
        addParameter(Weights.zero("w2", channels, hidden));
        addParameter(Weights.zero("b2", channels));
    }

    @Override
    NDArray apply(ParameterStore parameters, NDArray features, boolean training) {
        NDArray rows = ChannelsLastRows.rows(features);
        NDArray pooling = project(parameters, rows, "wk", "bk", training).softmax(1);
        NDArray context = pooling.transpose(0, 2, 1).matMul(rows);
        NDArray squeezed = project(parameters, context, "w1", "b1", training);
        NDArray normed =
                LayerNorm.layerNorm(
                                squeezed,
                                new Shape(hidden),
                                value(parameters, "ln_w", features, training),
                                value(parameters, "ln_b", features, training),
                                EPSILON)
                        .head();
        NDArray added = project(parameters, Activation.relu(normed), "w2", "b2", training);
        return features.add(added.reshape(features.size(0), features.size(1), 1, 1));
    }

    static BlockCost cost(int channels, long side) {
        int hidden = eighth(channels);
        long places = side * side;
        return BlockCost.layer(channels, 1, true, places)
                .plus(BlockCost.product(places * channels))
                .plus(BlockCost.layer(channels, hidden, true, 1))
                .plus(BlockCost.weights(2L * hidden))
                .plus(BlockCost.layer(hidden, channels, true, 1))
                .plus(BlockCost.kept(places + places * channels)); // pooling, and the output
    }
}
