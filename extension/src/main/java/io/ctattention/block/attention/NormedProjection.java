package io.ctattention.block.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * Batch norm, ReLU and a 1 x 1 convolution without bias: {@code (N, C, H, W)} in, {@code (N, D, H,
 * W)} out.
 */
final class NormedProjection extends AbstractBlock {

    private final int channels;
    private final NormedRelu norm;
    private final Linear conv;

    /**
     * Creates the block.
     *
     * @param channels the channels D that come out
     */
    NormedProjection(int channels) {
        this.channels = channels;
        norm = addChildBlock("norm", new NormedRelu());
        conv = addChildBlock("conv", Linear.builder().setUnits(channels).optBias(false).build());
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameters,
            NDList inputs,
            boolean training,
            PairList<String, Object> params) {
        try (NDArray active = norm.forward(parameters, inputs, training).head();
                NDArray rows = ChannelsLastRows.rows(active);
                NDArray projected = conv.forward(parameters, new NDList(rows), training).head()) {
            return new NDList(ChannelsLastRows.features(projected, active.getShape()));
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape in = inputShapes[0];
        return new Shape[] {new Shape(in.get(0), channels, in.get(2), in.get(3))};
    }

    @Override
    protected void initializeChildBlocks(
            NDManager manager, DataType dataType, Shape... inputShapes) {
        norm.initialize(manager, dataType, inputShapes);
        Shape in = inputShapes[0];
        conv.initialize(manager, dataType, new Shape(in.get(0), in.get(1)));
    }

    /** The output is the next block's to count. */
    static BlockCost cost(int from, int to, long places) {
        return NormedRelu.cost(from, places).plus(BlockCost.layer(from, to, false, places));
    }
}
