package io.ctattention.block.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * Residual attention's mask branch: a maximum pool of 2 x 2 (an odd last row or column makes a cell
 * of its own), a residual unit, linear interpolation back to the input's size, two 1 x 1
 * convolutions after batch norm and ReLU, and a sigmoid. {@code (N, C, H, W)} in, the mask {@code
 * (N, C, H, W)} in [0, 1] out.
 */
final class SoftMask extends AbstractBlock {

    private static final Shape TWO = new Shape(2, 2);
    private static final Shape NO_PADDING = new Shape(0, 0);

    private final ResidualUnit unit;
    private final NormedProjection conv1;
    private final NormedProjection conv2;

    SoftMask(int channels) {
        unit = addChildBlock("unit", new ResidualUnit(channels));
        conv1 = addChildBlock("conv1", new NormedProjection(channels));
        conv2 = addChildBlock("conv2", new NormedProjection(channels));
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameters,
            NDList inputs,
            boolean training,
            PairList<String, Object> params) {
        NDArray features = inputs.singletonOrThrow();
        try (NDArray pooled = Pool.maxPool2d(features, TWO, TWO, NO_PADDING, true);
                NDArray coarse = unit.forward(parameters, new NDList(pooled), training).head();
                NDArray fine = BilinearUpsampling.of(coarse, features.size(2), features.size(3));
                NDArray first = conv1.forward(parameters, new NDList(fine), training).head();
                NDArray second = conv2.forward(parameters, new NDList(first), training).head()) {
            return new NDList(Activation.sigmoid(second));
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {inputShapes[0]};
    }

    @Override
    protected void initializeChildBlocks(
            NDManager manager, DataType dataType, Shape... inputShapes) {
        unit.initialize(manager, dataType, inputShapes);
        conv1.initialize(manager, dataType, inputShapes);
        conv2.initialize(manager, dataType, inputShapes);
    }

    static BlockCost cost(int channels, long side) {
        long places = side * side;
        long halved = (side + 1) / 2;
        return BlockCost.pool(halved * halved * channels)
                .plus(ResidualUnit.cost(channels, halved * halved))
                .plus(BilinearUpsampling.cost(channels, side))
                .plus(NormedProjection.cost(channels, channels, places).times(2))
                .plus(BlockCost.kept(3 * places * channels)); // each's input, and the mask
    }
}
