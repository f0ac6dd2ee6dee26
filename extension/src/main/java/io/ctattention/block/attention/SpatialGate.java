package io.ctattention.block.attention;

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
import io.ctattention.block.workaround.BatchStatistics;
import io.ctattention.block.workaround.BlockedConvolution;
import io.ctattention.block.workaround.Mean;
import io.ctattention.block.workaround.SplitConvolution;

/**
 * CBAM's spatial gate (Woo et al. 2018, equation 3): {@code Ms(F) = sigmoid(conv([mean_c F, max_c
 * F]))}, one kernel over both maps, without bias, optionally followed by batch norm. {@code (N, C,
 * H, W)} in, the gate {@code (N, 1, H, W)} out.
 */
final class SpatialGate extends AbstractBlock {

    private final Conv2d conv;
    private final BatchNorm norm;

    SpatialGate(int kernelSize, boolean batchNorm) {
        conv =
                addChildBlock(
                        "conv",
                        Conv2d.builder()
                                .setKernelShape(new Shape(kernelSize, kernelSize))
                                .setFilters(1)
                                .optPadding(new Shape(kernelSize / 2, kernelSize / 2))
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
            NDArray kernel =
                    parameters.getValue(
                            conv.getDirectParameters().get("weight"), maps.getDevice(), training);
            NDArray score =
                    training && BlockedConvolution.suits(maps, kernel)
                            ? BlockedConvolution.apply(maps, kernel)
                            : SplitConvolution.apply(maps, kernel);
            if (norm != null) {
                boolean statistics = training && BatchStatistics.exist(score);
                score = norm.forward(parameters, new NDList(score), statistics).head();
            }
            return new NDList(Activation.sigmoid(score));
        }
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
