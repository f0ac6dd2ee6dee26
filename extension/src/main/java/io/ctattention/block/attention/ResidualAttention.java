package io.ctattention.block.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;

/**
 * Residual attention: a trunk of residual units, weighed by a soft mask.
 *
 * <p>For features F {@code (N, C, H, W)}: {@code P = U0(F)} (p = 1 unit before the branches), trunk
 * {@code T = U2(U1(P))} (t = 2), mask {@code M = SoftMask(P)} in [0, 1] with r = 1 unit between its
 * pool and its interpolation; output {@code (1 + M) * T}. The units are pre-activation bottlenecks
 * of a quarter of the channels, at least 16, so that the block adds little to a small network; the
 * mask goes down one step and up again, as in the paper's last stage.
 *
 * <p>Batch norm takes the batch's statistics in training and running ones (momentum 0.9) at
 * inference.
 *
 * @see <a href="https://arxiv.org/abs/1704.06904">Wang et al. 2017, "Residual Attention Network for
 *     Image Classification", equation 3 and figure 2</a>
 */
public final class ResidualAttention extends ScopedAttention {

    private final ResidualUnit before;
    private final ResidualUnit trunk1;
    private final ResidualUnit trunk2;
    private final SoftMask mask;

    /**
     * Creates the block.
     *
     * @param channels the features' channels C, at least 1
     */
    public ResidualAttention(int channels) {
        before = addChildBlock("before", new ResidualUnit(channels));
        trunk1 = addChildBlock("trunk1", new ResidualUnit(channels));
        trunk2 = addChildBlock("trunk2", new ResidualUnit(channels));
        mask = addChildBlock("mask", new SoftMask(channels));
    }

    @Override
    NDArray apply(ParameterStore parameters, NDArray features, boolean training) {
        try (NDArray split = run(before, parameters, features, training);
                NDArray half = run(trunk1, parameters, split, training);
                NDArray trunk = run(trunk2, parameters, half, training);
                NDArray weights = run(mask, parameters, split, training);
                NDArray weighed = weights.mul(trunk)) {
            return trunk.add(weighed);
        }
    }

    private static NDArray run(
            Block block, ParameterStore parameters, NDArray features, boolean training) {
        return block.forward(parameters, new NDList(features), training).head();
    }

    @Override
    protected void initializeChildBlocks(
            NDManager manager, DataType dataType, Shape... inputShapes) {
        before.initialize(manager, dataType, inputShapes);
        trunk1.initialize(manager, dataType, inputShapes);
        trunk2.initialize(manager, dataType, inputShapes);
        mask.initialize(manager, dataType, inputShapes);
    }

    static BlockCost cost(int channels, long side) {
        return ResidualUnit.cost(channels, side * side)
                .times(3)
                .plus(SoftMask.cost(channels, side))
                .plus(BlockCost.kept(side * side * channels)); // the output
    }
}
