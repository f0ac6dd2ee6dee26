package io.ctattention.block.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.ctattention.block.workaround.Mean;

/**
 * CBAM's channel gate (Woo et al. 2018, equation 2): {@code Mc(F) = sigmoid(MLP(avgpool F) +
 * MLP(maxpool F))}, the MLP of two layers shared, ReLU between them. {@code (N, C, H, W)} in, the
 * gate {@code (N, C, 1, 1)} out.
 */
final class ChannelGate extends AbstractBlock {

    private final Linear fc1;
    private final Linear fc2;

    ChannelGate(int channels, int reduction) {
        int hidden = Math.max(1, channels / reduction);
        fc1 = addChildBlock("fc1", Linear.builder().setUnits(hidden).build());
        fc2 = addChildBlock("fc2", Linear.builder().setUnits(channels).build());
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameters,
            NDList inputs,
            boolean training,
            PairList<String, Object> params) {
        NDArray features = inputs.singletonOrThrow();
        Shape shape = features.getShape();
        try (NDArray pooled = pooled(features);
                NDArray hidden = run(fc1, parameters, pooled, training);
                NDArray active = Activation.relu(hidden);
                NDArray both = run(fc2, parameters, active, training);
                NDArray byKind = both.reshape(2, shape.get(0), shape.get(1));
                NDArray sum = byKind.sum(new int[] {0})) {
            NDArray gate = Activation.sigmoid(sum);
            return new NDList(gate.reshape(shape.get(0), shape.get(1), 1, 1));
        }
    }

    /** Both kinds of pooling go through the MLP at once, as twice as many rows. */
    private static NDArray pooled(NDArray features) {
        try (NDArray average = Mean.of(features, false, 2, 3);
                NDArray maximum = Pool.globalMaxPool2d(features)) {
            return average.concat(maximum);
        }
    }

    private static NDArray run(
            Linear layer, ParameterStore parameters, NDArray rows, boolean training) {
        return layer.forward(parameters, new NDList(rows), training).singletonOrThrow();
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {new Shape(inputShapes[0].get(0), inputShapes[0].get(1), 1, 1)};
    }

    @Override
    protected void initializeChildBlocks(
            NDManager manager, DataType dataType, Shape... inputShapes) {
        Shape pooled = new Shape(inputShapes[0].get(0), inputShapes[0].get(1));
        fc1.initialize(manager, dataType, pooled);
        fc2.initialize(manager, dataType, fc1.getOutputShapes(new Shape[] {pooled}));
    }
}
