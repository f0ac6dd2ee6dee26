package io.ctattention.block.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.ctattention.block.workaround.BatchStatistics;

/** Batch norm (epsilon 1e-5, momentum 0.9) and ReLU: {@code (N, C, H, W)} in and out. */
final class NormedRelu extends AbstractBlock {

    private final BatchNorm norm = addChildBlock("bn", BatchNorm.builder().build());

    @Override
    protected NDList forwardInternal(
            ParameterStore parameters,
            NDList inputs,
            boolean training,
            PairList<String, Object> params) {
        boolean statistics = training && BatchStatistics.exist(inputs.head());
        try (NDArray normed = norm.forward(parameters, inputs, statistics).head()) {
            return new NDList(Activation.relu(normed));
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {inputShapes[0]};
    }

    @Override
    protected void initializeChildBlocks(
            NDManager manager, DataType dataType, Shape... inputShapes) {
        norm.initialize(manager, dataType, inputShapes);
    }

    static BlockCost cost(int channels, long places) {
        return BlockCost.weights(2L * channels).plus(BlockCost.kept(places * channels));
    }
}
