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
        Pass pass = pass(parameters, inputs.singletonOrThrow(), training);
        pass.hidden().close();
        return new NDList(pass.gate());
    }

    private NDArray gate(
            ParameterStore parameters, NDArray hidden, Shape features, boolean training) {
        try (NDArray active = Activation.relu(hidden);
                NDArray both = run(fc2, parameters, active, training);
                NDArray byKind = both.reshape(2, features.get(0), features.get(1));
                NDArray sum = byKind.sum(new int[] {0})) {
            return Activation.sigmoid(sum).reshape(features.get(0), features.get(1), 1, 1);
        }
    }

    /**
     * A gate with what its gradient needs.
     *
     * @param hidden the MLP's hidden layer before its ReLU, of the averages and then of the maxima,
     *     {@code (2N, hidden)}
     * @param gate the gate {@code (N, C, 1, 1)}
     */
    record Pass(NDArray hidden, NDArray gate) {}

    /** Computes the gate and keeps the hidden layer. */
    Pass pass(ParameterStore parameters, NDArray features, boolean training) {
        try (NDArray pooled = pooled(features)) {
            NDArray hidden = run(fc1, parameters, pooled, training);
            return new Pass(hidden, gate(parameters, hidden, features.getShape(), training));
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

    /**
     * Carries the gate's gradient back to the features, and sums it over the places: all of them
     * share the average's, one of them takes the maximum's.
     *
     * @param pass the gate
     * @param gateGradient the gradient with respect to the gate, {@code (N, C)}
     * @return the summed gradient with respect to the features, {@code (N, C)}
     */
    NDArray inputGradientSum(ParameterStore parameters, Pass pass, NDArray gateGradient) {
        Shape shape = gateGradient.getShape();
        NDArray gate = pass.gate().reshape(shape);
        NDArray sumGradient = gateGradient.mul(gate).mul(gate.mul(-1).add(1)); // sigmoid'
        NDArray ofActive = sumGradient.matMul(weight(parameters, fc2, gateGradient));
        NDArray ofHidden =
                ofActive.concat(ofActive).mul(pass.hidden().gt(0).toType(DataType.FLOAT32, false));
        return ofHidden.matMul(weight(parameters, fc1, gateGradient))
                .reshape(2, shape.get(0), shape.get(1))
                .sum(new int[] {0});
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
