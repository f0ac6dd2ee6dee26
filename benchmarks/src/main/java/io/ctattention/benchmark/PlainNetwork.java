package io.ctattention.benchmark;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;

/** The paper's network of DJL's own blocks, as a user of DJL would put it together. */
final class PlainNetwork {

    private PlainNetwork() {}

    static Block of(String network) {
        int[] filters = {32, 64, 64};
        SequentialBlock block = new SequentialBlock();
        for (int k = 0; k < filters.length; k++) {
            block.add(
                    Conv2d.builder()
                            .setKernelShape(new Shape(3, 3))
                            .setFilters(filters[k])
                            .build());
            block.add(Activation::relu);
            if (network.equals("cbam")) {
                block.add(new PlainCbam(filters[k]));
            }
            if (k < filters.length - 1) {
                block.add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)));
            }
        }
        return block.add(Blocks.batchFlattenBlock())
                .add(Linear.builder().setUnits(64).build())
                .add(Activation::relu)
                .add(Linear.builder().setUnits(2).build());
    }

    static long parameterCount(Block block) {
        return block.getParameters().values().stream()
                .mapToLong(parameter -> parameter.getArray().size())
                .sum();
    }
}
