package io.ctattention.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.ctattention.block.workaround.BlockedConvolution;
import io.ctattention.block.workaround.Mean;

/**
 * CBAM's spatial gate (Woo et al. 2018, equation 3): {@code Ms(F) = sigmoid(conv([mean_c F, max_c
 * F]))}, one kernel over both maps, without bias, optionally followed by batch norm. {@code (N, C,
 * H, W)} in, the gate {@code (N, 1, H, W)} out.
 */
final class SpatialGate extends AbstractBlock {

    private final Conv2d conv;
    private final BatchNorm norm;
    private final Shape padding;

    SpatialGate(int kernelSize, boolean batchNorm) {
        padding = new Shape(kernelSize / 2, kernelSize / 2);
        conv =
                addChildBlock(
                        "conv",
                        Conv2d.builder()
                                .setKernelShape(new Shape(kernelSize, kernelSize))
                                .setFilters(1)
                                .optPadding(padding)
                                .optBias(false)
                                .build());
        norm = batchNorm ? addChildBlock("bn", BatchNorm.builder().build()) : null;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameters,
            NDList inputs,
            boolean training,
            PairList<String, Object> params) {
        NDArray features = inputs.singletonOrThrow();
        try (NDArray mean = Mean.of(features, true, 1);
                NDArray maximum = features.max(new int[] {1}, true);
                NDArray maps = NDArrays.concat(new NDList(mean, maximum), 1)) {
            NDArray weight = weight(parameters, maps, training);
            NDArray score =
                    training && BlockedConvolution.suits(maps, weight)
                            ? BlockedConvolution.apply(maps, weight)
                            : convolve(maps, weight);
            if (norm != null) {
                boolean statistics = training && BatchStatistics.exist(score);
                score = norm.forward(parameters, new NDList(score), statistics).head();
            }
            return new NDList(Activation.sigmoid(score));
        }
    }

    /**
     * Convolves each map with its own kernel and adds the two: the same as a convolution of two
     * channels to one, whose gradient oneDNN computes wrongly on CPUs with AVX-512. It pads the one
     * channel to 16 with whatever lies in memory, and once that is no number, neither is the
     * gradient (PyTorch 2.7.1). This way also takes half the time.
     */
    private NDArray convolve(NDArray maps, NDArray weight) {
        try (NDArray kernels = weight.transpose(1, 0, 2, 3);
                NDArray convolved =
                        Conv2d.conv2d(
                                        maps,
                                        kernels,
                                        null,
                                        new Shape(1, 1),
                                        padding,
                                        new Shape(1, 1),
                                        2)
                                .singletonOrThrow()) {
            return convolved.sum(new int[] {1}, true);
        }
    }

    private NDArray weight(ParameterStore parameters, NDArray beside, boolean training) {
        return parameters.getValue(
                conv.getDirectParameters().get("weight"), beside.getDevice(), training);
    }

    /**
     * Carries the gate's gradient back to the two maps that it is computed from, at inference.
     *
     * @param gate the gate {@code (N, 1, H, W)}
     * @param gateGradient the gradient with respect to the gate, {@code (N, 1, H, W)}
     * @return the gradients with respect to the mean and the maximum, {@code (N, 2, H, W)}
     */
    NDArray mapsGradient(ParameterStore parameters, NDArray gate, NDArray gateGradient) {
        NDArray score = gateGradient.mul(gate).mul(gate.mul(-1).add(1)); // sigmoid'
        if (norm != null) {
            score = score.mul(normScale(parameters, score));
        }
        // A convolution's gradient with respect to its input is the convolution with the kernel
        // turned by 180 degrees; "same" padding stays the same. The product with one lets the
        // turned kernel belong to the gradient's manager and not to the model's.
        NDArray one = score.getManager().ones(new Shape(1), DataType.FLOAT32, score.getDevice());
        NDArray turned = one.mul(weight(parameters, score, false)).flip(2, 3).transpose(1, 0, 2, 3);
        return Conv2d.conv2d(score, turned, null, new Shape(1, 1), padding).singletonOrThrow();
    }

    private NDArray normScale(ParameterStore parameters, NDArray beside) {
        NDManager manager = beside.getManager();
        NDArray one = manager.ones(new Shape(1), DataType.FLOAT32, beside.getDevice());
        NDArray variance = one.mul(normValue(parameters, "runningVar", beside));
        return one.mul(normValue(parameters, "gamma", beside))
                .div(variance.add(1e-5f).sqrt())
                .reshape(1, 1, 1, 1);
    }

    private NDArray normValue(ParameterStore parameters, String name, NDArray beside) {
        return parameters.getValue(norm.getDirectParameters().get(name), beside.getDevice(), false);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape in = inputShapes[0];
        return new Shape[] {new Shape(in.get(0), 1, in.get(2), in.get(3))};
    }

    @Override
    protected void initializeChildBlocks(
            NDManager manager, DataType dataType, Shape... inputShapes) {
        Shape in = inputShapes[0];
        Shape maps = new Shape(in.get(0), 2, in.get(2), in.get(3));
        conv.initialize(manager, dataType, maps);
        if (norm != null) {
            norm.initialize(manager, dataType, conv.getOutputShapes(new Shape[] {maps}));
        }
    }
}
