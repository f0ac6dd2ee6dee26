package io.ctattention.block.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;

/**
 * The convolutional block attention module: a channel gate, then a spatial gate.
 *
 * <p>For features F {@code (N, C, H, W)}: {@code F' = Mc(F) * F}, output {@code Ms(F') * F'}, of
 * the same shape, with {@code Mc} {@code (N, C, 1, 1)} and {@code Ms} {@code (N, 1, H, W)} in [0,
 * 1]. Rao, Park and Aalami's equation 4 adds two convolutions of the mean and the maximum; that
 * equals the one convolution over both maps used here, each with its own kernel.
 *
 * @see <a href="https://arxiv.org/abs/1807.06521">Woo, Park, Lee and Kweon 2018, "CBAM:
 *     Convolutional Block Attention Module", equations 1 to 3</a>
 */
public final class Cbam extends Attention {

    private final ChannelGate channel;
    private final SpatialGate spatial;

    /**
     * Creates the block.
     *
     * @param channels the features' channels C, at least 1
     * @param reduction the channel gate has {@code max(1, C / reduction)} hidden units
     * @param kernelSize the side of the spatial gate's kernel, odd
     * @param batchNorm whether batch norm follows the spatial gate's convolution
     */
    public Cbam(int channels, int reduction, int kernelSize, boolean batchNorm) {
        channel = addChildBlock("channel", new ChannelGate(channels, reduction));
        spatial = addChildBlock("spatial", new SpatialGate(kernelSize, batchNorm));
    }

    @Override
    public NDList attend(ParameterStore parameters, NDArray features, boolean training) {
        try (NDArray channelGate =
                        channel.forward(parameters, new NDList(features), training).head();
                NDArray gated = features.mul(channelGate)) {
            NDArray spatialGate = spatial.forward(parameters, new NDList(gated), training).head();
            return new NDList(gated.mul(spatialGate), spatialGate);
        }
    }

    @Override
    protected void initializeChildBlocks(
            NDManager manager, DataType dataType, Shape... inputShapes) {
        channel.initialize(manager, dataType, inputShapes);
        spatial.initialize(manager, dataType, inputShapes);
    }

    static BlockCost cost(
            int channels, int reduction, int kernelSize, boolean batchNorm, long side) {
        int hidden = Math.max(1, channels / reduction);
        long places = side * side;
        BlockCost perceptron =
                BlockCost.layer(channels, hidden, true, 2)
                        .plus(BlockCost.layer(hidden, channels, true, 2));
        BlockCost gate =
                BlockCost.layer(2L * kernelSize * kernelSize, 1, false, places)
                        .plus(BlockCost.keptPlaces(places)) // of the maxima
                        .plus(BlockCost.kept(3 * places)); // two maps and the gate
        BlockCost norm = BlockCost.weights(2).plus(BlockCost.kept(places));
        return perceptron
                .plus(batchNorm ? gate.plus(norm) : gate)
                .plus(BlockCost.kept(2 * places * channels)); // after each gate
    }
}
