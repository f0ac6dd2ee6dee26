package io.ctattention.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/** CBAM as one writes it down from the paper with DJL's own blocks and operations. */
final class PlainCbam extends AbstractBlock {

    private final SequentialBlock mlp;
    private final Conv2d conv;

    PlainCbam(int channels) {
        mlp =
                addChildBlock(
                        "mlp",
                        new SequentialBlock()
                                .add(Linear.builder().setUnits(channels / 16).build())
                                .add(Activation::relu)
                                .add(Linear.builder().setUnits(channels).build()));
        conv =
                addChildBlock(
                        "conv",
                        Conv2d.builder()
                                .setKernelShape(new Shape(7, 7))
                                .optPadding(new Shape(3, 3))
                                .setFilters(1)
                                .optBias(false)
                                .build());
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameters,
            NDList inputs,
            boolean training,
            PairList<String, Object> params) {
        NDArray features = inputs.singletonOrThrow();
        long n = features.getShape().get(0);
        long c = features.getShape().get(1);

        NDList average = new NDList(Pool.globalAvgPool2d(features));
        NDList maximum = new NDList(Pool.globalMaxPool2d(features));
        NDArray sum =
                mlp.forward(parameters, average, training)
                        .singletonOrThrow()
                        .add(mlp.forward(parameters, maximum, training).singletonOrThrow());
        NDArray gated = features.mul(Activation.sigmoid(sum).reshape(n, c, 1, 1));

        NDArray mean = gated.mean(new int[] {1}, true);
        NDArray max = gated.max(new int[] {1}, true);
        NDList maps = new NDList(NDArrays.concat(new NDList(mean, max), 1));
        NDArray score = conv.forward(parameters, maps, training).singletonOrThrow();
        return new NDList(gated.mul(Activation.sigmoid(score)));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return inputShapes;
    }

    @Override
    protected void initializeChildBlocks(
            NDManager manager, DataType dataType, Shape... inputShapes) {
        Shape in = inputShapes[0];
        mlp.initialize(manager, dataType, new Shape(in.get(0), in.get(1)));
        conv.initialize(manager, dataType, new Shape(in.get(0), 2, in.get(2), in.get(3)));
    }
}
