package io.ctattention.block.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * A pre-activation bottleneck (He et al. 2016, "Identity Mappings in Deep Residual Networks",
 * figure 1b): {@code x + conv3(r3(conv2(r2(conv1(r1(x))))))}, where each r is batch norm and ReLU,
 * conv1 and conv3 are 1 x 1, conv2 is 3 x 3, and none has a bias. {@code (N, C, H, W)} in and out.
 */
final class ResidualUnit extends AbstractBlock {

    private final NormedProjection conv1;
    private final NormedRelu norm2;
    private final Conv2d conv2;
    private final NormedProjection conv3;
    private final int width;

    /**
     * Creates the unit.
     *
     * @param channels the channels C
     */
    ResidualUnit(int channels) {
        width = width(channels);
        conv1 = addChildBlock("conv1", new NormedProjection(width));
        norm2 = addChildBlock("norm2", new NormedRelu());
        conv2 =
                addChildBlock(
                        "conv2",
                        Conv2d.builder()
                                .setKernelShape(new Shape(3, 3))
                                .setFilters(width)
                                .optPadding(new Shape(1, 1))
                                .optBias(false)
                                .build());
        conv3 = addChildBlock("conv3", new NormedProjection(channels));
    }

    /**
     * Returns the bottleneck's channels: a quarter of C, rounded up to a multiple of 16, for oneDNN
     * reads memory that nobody wrote where a convolution's channels are not (PyTorch 2.7.1).
     */
    static int width(int channels) {
        int quarter = (channels + 3) / 4;
        return (quarter + 15) / 16 * 16;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameters,
            NDList inputs,
            boolean training,
            PairList<String, Object> params) {
        NDArray x = inputs.singletonOrThrow();
        try (NDArray narrow = conv1.forward(parameters, inputs, training).head();
                NDArray active = norm2.forward(parameters, new NDList(narrow), training).head();
                NDArray convolved = conv2.forward(parameters, new NDList(active), training).head();
                NDArray wide = conv3.forward(parameters, new NDList(convolved), training).head()) {
            return new NDList(x.add(wide));
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {inputShapes[0]};
    }

    @Override
    protected void initializeChildBlocks(
            NDManager manager, DataType dataType, Shape... inputShapes) {
        conv1.initialize(manager, dataType, inputShapes);
        Shape[] narrow = conv1.getOutputShapes(inputShapes);
        norm2.initialize(manager, dataType, narrow);
        conv2.initialize(manager, dataType, narrow);
        conv3.initialize(manager, dataType, narrow);
    }

    static BlockCost cost(int channels, long places) {
        int width = width(channels);
        return NormedProjection.cost(channels, width, places)
                .plus(NormedRelu.cost(width, places))
                .plus(BlockCost.layer(9L * width, width, false, places))
                .plus(NormedProjection.cost(width, channels, places))
                .plus(BlockCost.kept(2 * places * width)) // what conv1 and conv2 put out
                .plus(BlockCost.kept(places * channels)); // the sum
    }
}
