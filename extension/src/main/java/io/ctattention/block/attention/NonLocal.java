package io.ctattention.block.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.training.ParameterStore;

/**
 * The non-local block (embedded Gaussian): every place sees every other.
 *
 * <p>For features F {@code (N, C, H, W)} with places p and {@code d = max(1, C / 8)}: {@code theta
 * = Wt F}, {@code phi = Wp F}, {@code g = Wg F}, all {@code (d)} a place and without bias; {@code
 * y_p = sum_q softmax_q(theta_p . phi_q / sqrt(d)) g_q}; output {@code F + Wz y}. The scores are
 * scaled as in Vaswani et al. 2017; the paper halves the channels where this takes an eighth. Wz
 * begins at zero, as in the paper, so that the block begins as the identity.
 *
 * <p>The affinities are {@code (H * W)^2} numbers a slice: 11 MB at 41 x 41, 4 GB at 178 x 178.
 *
 * @see <a href="https://arxiv.org/abs/1711.07971">Wang, Girshick, Gupta and He 2018, "Non-local
 *     Neural Networks", equations 1, 5 and 6</a>
 */
public final class NonLocal extends ScopedAttention {

    /** 32 MiB of float32; the same on every machine, so that a name means one network. */
    private static final long LARGEST_AFFINITIES = 8L << 20;

    private final int width;

    /**
     * Creates the block.
     *
     * @param channels the features' channels C, at least 1
     */
    public NonLocal(int channels) {
        width = eighth(channels);
        addParameter(Weights.drawn("wt", width, channels, 1, 1));
        addParameter(Weights.drawn("wp", width, channels, 1, 1));
        addParameter(Weights.drawn("wg", width, channels, 1, 1));
        addParameter(Weights.zero("wz", channels, width, 1, 1));
    }

    @Override
    NDArray apply(ParameterStore parameters, NDArray features, boolean training) {
        NDArray rows = ChannelsLastRows.rows(features);
        // Scaled before the product, there are fewer numbers to scale.
        NDArray theta =
                project(parameters, rows, "wt", null, training)
                        .mul(number(1 / Math.sqrt(width), features));
        NDArray phi = project(parameters, rows, "wp", null, training);
        NDArray g = project(parameters, rows, "wg", null, training);
        NDArray seen;
        try (NDArray scores = theta.matMul(phi.transpose(0, 2, 1));
                NDArray affinities = scores.softmax(2)) {
            seen = affinities.matMul(g);
        }
        NDArray added = project(parameters, seen, "wz", null, training);
        return features.add(ChannelsLastRows.features(added, features.getShape()));
    }

    static BlockCost cost(int channels, long side) {
        int width = eighth(channels);
        long places = side * side;
        return BlockCost.layer(channels, width, false, places)
                .times(3)
                .plus(BlockCost.layer(width, channels, false, places))
                .plus(BlockCost.product(2 * places * places * width))
                .plus(BlockCost.kept(affinities(side)))
                .plus(BlockCost.kept(4 * places * width)) // theta, phi, g and what is seen
                .plus(BlockCost.kept(places * channels)); // the output
    }

    /**
     * Tells whether what every place gives to every other takes at most 32 MiB a slice, which is a
     * side of up to 53.
     */
    static boolean fits(long side) {
        return affinities(side) <= LARGEST_AFFINITIES;
    }

    /** How many numbers tell what every place gives to every other. */
    private static long affinities(long side) {
        return side * side * side * side;
    }
}
