package io.ctattention.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import io.ctattention.block.workaround.Mean;
import io.ctattention.block.workaround.SmallBatch;

/**
 * The paper's head: flatten, a dense layer, ReLU, a dense layer. The gradient of a logit has a
 * closed form, {@code W1^T (1[h > 0] * W2[class])}, from the hidden units {@code h} that a forward
 * pass keeps.
 */
final class DenseHead extends Head {

    private final Linear dense1;
    private final Linear dense2;

    DenseHead(Linear dense1, Linear dense2) {
        this.dense1 = dense1;
        this.dense2 = dense2;
    }

    void initialize(NDManager manager, DataType dataType, Shape features) {
        Shape flat = new Shape(features.get(0), features.size() / features.get(0));
        dense1.initialize(manager, dataType, flat);
        dense2.initialize(manager, dataType, dense1.getOutputShapes(new Shape[] {flat}));
    }

    @Override
    NDList forward(ParameterStore parameters, NDArray features, boolean training) {
        try (NDArray flat = features.flatten(1, -1);
                NDArray sums = hiddenSums(parameters, flat, training)) {
            NDArray hidden = Activation.relu(sums);
            return new NDList(run(dense2, parameters, hidden, training), hidden);
        }
    }

    private NDArray hiddenSums(ParameterStore parameters, NDArray flat, boolean training) {
        if (training || !SmallBatch.suits(flat)) {
            return run(dense1, parameters, flat, training);
        }
        NDArray weight = value(parameters, dense1, "weight", flat);
        return SmallBatch.timesTransposed(flat, weight)
                .addi(value(parameters, dense1, "bias", flat));
    }

    private static NDArray run(
            Linear layer, ParameterStore parameters, NDArray rows, boolean training) {
        return layer.forward(parameters, new NDList(rows), training).singletonOrThrow();
    }

    @Override
    public NDArray gradient(ParameterStore parameters, ForwardTrace trace, NDArray classes) {
        NDArray hidden = hiddenGradient(parameters, trace, classes);
        NDArray weight = value(parameters, dense1, "weight", classes);
        NDArray gradient =
                SmallBatch.suits(hidden) ? SmallBatch.times(hidden, weight) : hidden.matMul(weight);
        return gradient.reshape(trace.features().getShape());
    }

    /**
     * {@inheritDoc}
     *
     * <p>The gradient itself is not computed: the mean of a product with weights is the product
     * with their mean.
     */
    @Override
    public NDArray meanGradient(ParameterStore parameters, ForwardTrace trace, NDArray classes) {
        Shape features = trace.features().getShape();
        long places = features.get(2) * features.get(3);
        NDArray weight = value(parameters, dense1, "weight", classes);
        try (NDArray byPlace = weight.reshape(weight.size(0), features.get(1), places)) {
            byPlace.attach(classes.getManager());
            return hiddenGradient(parameters, trace, classes).matMul(Mean.of(byPlace, false, 2));
        }
    }

    private NDArray hiddenGradient(ParameterStore parameters, ForwardTrace trace, NDArray classes) {
        NDArray hidden = trace.kept().singletonOrThrow();
        NDArray active = hidden.gt(0).toType(DataType.FLOAT32, false);
        return classes.matMul(value(parameters, dense2, "weight", classes)).mul(active);
    }

    private static NDArray value(
            ParameterStore parameters, Linear layer, String name, NDArray beside) {
        return parameters.getValue(
                layer.getDirectParameters().get(name), beside.getDevice(), false);
    }
}
