package io.ctattention.block;

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
        try (NDArray average = Mean.of(features, false, 2, 3);
                NDArray maximum = Pool.globalMaxPool2d(features);
                NDArray first = mlp(parameters, average, training);
                NDArray second = mlp(parameters, maximum, training);
                NDArray sum = first.add(second)) {
            NDArray gate = Activation.sigmoid(sum);
            return new NDList(gate.reshape(gate.size(0), gate.size(1), 1, 1));
        }
    }

    private NDArray mlp(ParameterStore parameters, NDArray pooled, boolean training) {
        NDArray hidden = fc1.forward(parameters, new NDList(pooled), training).singletonOrThrow();
        NDList active = new NDList(Activation.relu(hidden));
        return fc2.forward(parameters, active, training).singletonOrThrow();
    }

    /**
     * Carries the gate's gradient back to the features, and sums it over the places: all of them
     * share the average's, one of them takes the maximum's.
     *
     * @param features the features {@code (N, C, H, W)}
     * @param gate the gate that they gave, {@code (N, C, 1, 1)}
     * @param gateGradient the gradient with respect to the gate, {@code (N, C)}
     * @return the summed gradient with respect to the features, {@code (N, C)}
     */
    NDArray inputGradientSum(
            ParameterStore parameters, NDArray features, NDArray gate, NDArray gateGradient) {
        NDArray flatGate = gate.reshape(gateGradient.getShape());
        NDArray sumGradient = gateGradient.mul(flatGate).mul(flatGate.mul(-1).add(1)); // sigmoid'
        NDArray average = Mean.of(features, false, 2, 3);
        NDArray maximum = Pool.globalMaxPool2d(features);
        return mlpGradient(parameters, average, sumGradient)
                .add(mlpGradient(parameters, maximum, sumGradient));
    }

    private NDArray mlpGradient(ParameterStore parameters, NDArray pooled, NDArray gradient) {
        NDArray hidden = fc1.forward(parameters, new NDList(pooled), false).singletonOrThrow();
        return gradient.matMul(weight(parameters, fc2, gradient))
                .mul(hidden.gt(0).toType(DataType.FLOAT32, false))
                .matMul(weight(parameters, fc1, gradient));
    }

    private static NDArray weight(ParameterStore parameters, Linear layer, NDArray beside) {
        return parameters.getValue(
                layer.getDirectParameters().get("weight"), beside.getDevice(), false);
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
