package io.ctattention.block.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;

/**
 * Linear interpolation of maps that a 2 x 2 pool halved, back to the size they had. A cell lies in
 * the middle of the two pixels that it was pooled from; what lies outside all middles takes the
 * nearest cell.
 *
 * <p>It is a product with a matrix along each axis. The engine's own interpolation adds up its
 * gradient on GPUs in no fixed order, and a training must come out the same twice.
 */
final class BilinearUpsampling {

    private BilinearUpsampling() {}

    /**
     * Interpolates.
     *
     * @param maps {@code (N, C, ceil(height / 2), ceil(width / 2))}
     * @param height the height to reach
     * @param width the width to reach
     * @return {@code (N, C, height, width)}
     */
    static NDArray of(NDArray maps, long height, long width) {
        long n = maps.size(0);
        long c = maps.size(1);
        long rows = maps.size(2);
        long columns = maps.size(3);
        // With the channels last, which they are on the CPU, each reshape is a view.
        try (NDArray channelsLast = maps.transpose(0, 2, 3, 1);
                NDArray byRow = channelsLast.reshape(n, rows, columns * c);
                NDArray downwards = weights(maps, height, rows);
                NDArray taller = downwards.matMul(byRow);
                NDArray byColumn = taller.reshape(n * height, columns, c);
                NDArray sideways = weights(maps, width, columns);
                NDArray wider = sideways.matMul(byColumn);
                NDArray places = wider.reshape(n, height, width, c)) {
            NDArray doubled = places.transpose(0, 3, 1, 2);
            doubled.attach(maps.getManager());
            return doubled;
        }
    }

    /** What each cell gives to each pixel along an axis, {@code (pixels, cells)}. */
    private static NDArray weights(NDArray beside, long pixels, long cells) {
        try (NDManager scope = beside.getManager().newSubManager(beside.getDevice())) {
            NDArray own = scope.eye(Math.toIntExact(cells));
            NDArray first = own.get(new NDIndex("0:1"));
            NDArray last = own.get(new NDIndex(cells - 1 + ":"));
            NDArray before = first.concat(own).get(new NDIndex(":" + cells));
            NDArray after = own.concat(last).get(new NDIndex("1:"));
            NDArray most = own.mul(ScopedAttention.number(0.75, own));
            NDArray rest = ScopedAttention.number(0.25, own);
            NDArray even = most.add(before.mul(rest));
            NDArray odd = most.add(after.mul(rest));
            NDArray weights =
                    NDArrays.stack(new NDList(even, odd), 1)
                            .reshape(2 * cells, cells)
                            .get(new NDIndex(":" + pixels));
            weights.attach(beside.getManager());
            return weights;
        }
    }

    static BlockCost cost(int channels, long side) {
        long halved = (side + 1) / 2;
        return BlockCost.product(channels * side * halved * (halved + side));
    }
}
