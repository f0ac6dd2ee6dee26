package io.ctattention.block.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.ParameterStore;
import io.ctattention.block.workaround.BatchStatistics;
import io.ctattention.block.workaround.Mean;

/**
 * Style-based recalibration (SRM): a gate for each channel from that channel's mean and standard
 * deviation, and from no other channel.
 *
 * <p>For features F {@code (N, C, H, W)}: {@code t = [mean_p F, std_p F]} {@code (N, C, 2)} over
 * the places p, {@code z = sum_d w_d t_d}, {@code g = sigmoid(BN(z))} in [0, 1], output {@code g *
 * F}. The deviation is that of the authors' code, {@code sqrt(variance + 1e-5)} of the unbiased
 * variance. The weights w {@code (C, 2)} begin at zero, as there, where every gate is 1/2.
 *
 * <p>Batch norm takes the batch's statistics in training and running ones (momentum 0.9) at
 * inference, and also in training where a batch holds a single slice, which has no variance.
 *
 * @see <a href="https://arxiv.org/abs/1903.10829">Lee, Kim and Nam 2019, "SRM: A Style-based
 *     Recalibration Module for Convolutional Neural Networks", equations 1 to 6</a>
 */
public final class StyleRecalibration extends ScopedAttention {

    private static final float EPSILON = 1e-5f;
    private static final float MOMENTUM = 0.9f;

    /**
     * Creates the block.
     *
     * @param channels the features' channels C, at least 1
     */
    public StyleRecalibration(int channels) {
        addParameter(Weights.zero("w", channels, 2));
        addParameter(Weights.scale("gamma", channels));
        addParameter(Weights.shift("beta", channels));
        addParameter(Weights.running("running_mean", Parameter.Type.RUNNING_MEAN, channels));
        addParameter(Weights.running("running_var", Parameter.Type.RUNNING_VAR, channels));
    }

    @Override
    NDArray apply(ParameterStore parameters, NDArray features, boolean training) {
        long slices = features.size(0);
        long channels = features.size(1);
        NDArray style = style(features, slices, channels);
        NDArray z = style.mul(value(parameters, "w", features, training)).sum(new int[] {2});
        NDArray normed =
                BatchNorm.batchNorm(
                                z,
                                value(parameters, "running_mean", features, training),
                                value(parameters, "running_var", features, training),
                                value(parameters, "gamma", features, training),
                                value(parameters, "beta", features, training),
                                1,
                                MOMENTUM,
                                EPSILON,
                                training && BatchStatistics.exist(z))
                        .head();
        return features.mul(Activation.sigmoid(normed).reshape(slices, channels, 1, 1));
    }

    /** The mean and the standard deviation of each channel, {@code (N, C, 2)}. */
    private static NDArray style(NDArray features, long slices, long channels) {
        NDArray mean = Mean.of(features, true, 2, 3);
        long freedom = Math.max(1, features.size(2) * features.size(3) - 1);
        NDArray squares;
        // Not the mean of squares less the squared mean, which may come out negative.
        try (NDArray centred = features.sub(mean);
                NDArray squared = centred.square()) {
            squares = squared.sum(new int[] {2, 3});
        }
        NDArray deviation =
                squares.mul(number(1.0 / freedom, features)).add(number(EPSILON, features)).sqrt();
        return NDArrays.stack(new NDList(mean.reshape(slices, channels), deviation), 2);
    }

    static BlockCost cost(int channels, long side) {
        return BlockCost.layer(2, channels, false, 1)
                .plus(BlockCost.weights(2L * channels))
                .plus(BlockCost.kept(2 * side * side * channels)); // centred, and the output
    }
}
