package io.ctattention.block.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.training.ParameterStore;

/**
 * Criss-cross attention, one pass: every place sees its row and its column.
 *
 * <p>For features F {@code (N, C, H, W)} and {@code d = max(1, C / 8)}: queries {@code Wq F + bq}
 * and keys {@code Wk F + bk} of d numbers a place, values {@code Wv F + bv} of C; {@code y_p =
 * sum_q softmax_q(query_p . key_q) value_q} over the H + W - 1 places q of the row and the column
 * of p; output {@code gamma y + F}. Gamma begins at zero, as in the authors' code, so that the
 * block begins as the identity and the other weights learn once gamma has moved.
 *
 * <p>All columns are one batch of matrix products and all rows another: there is no loop over
 * places.
 *
 * @see <a href="https://arxiv.org/abs/1811.11721">Huang et al. 2019, "CCNet: Criss-Cross Attention
 *     for Semantic Segmentation", equations 1 and 2</a>
 */
public final class CrissCross extends ScopedAttention {

    /** Below every score, and far enough that its exponential is zero. */
    private static final float NEVER = -1e30f;

    /**
     * Creates the block.
     *
     * @param channels the features' channels C, at least 1
     */
    public CrissCross(int channels) {
        int width = eighth(channels);
        addParameter(Weights.drawn("wq", width, channels, 1, 1));
        addParameter(Weights.bias("bq", width));
        addParameter(Weights.drawn("wk", width, channels, 1, 1));
        addParameter(Weights.bias("bk", width));
        addParameter(Weights.drawn("wv", channels, channels, 1, 1));
        addParameter(Weights.bias("bv", channels));
        addParameter(Weights.zero("gamma", 1));
    }

    @Override
    NDArray apply(ParameterStore parameters, NDArray features, boolean training) {
        NDArray places = features.transpose(0, 2, 3, 1);
        NDArray queries = project(parameters, places, "wq", "bq", training);
        NDArray keys = project(parameters, places, "wk", "bk", training);
        NDArray values = project(parameters, places, "wv", "bv", training);
        NDArray seen;
        try (NDArray attention = attention(queries, keys)) {
            seen = seen(attention, values);
        }
        NDArray added = seen.mul(value(parameters, "gamma", features, training));
        return features.add(added.transpose(0, 3, 1, 2));
    }

    /** What each place gives to the places of its column, then of its row, (N, H, W, H + W). */
    private static NDArray attention(NDArray queries, NDArray keys) {
        int height = Math.toIntExact(keys.size(1));
        // A place lies in its row and its column; it counts once, in its row.
        NDManager manager = keys.getManager();
        NDArray itself =
                manager.eye(height).toDevice(keys.getDevice(), false).mul(number(NEVER, keys));
        try (NDArray ofColumns = columns(queries).matMul(columns(keys).transpose(0, 1, 3, 2));
                NDArray others = ofColumns.add(itself);
                NDArray ofRows = queries.matMul(keys.transpose(0, 1, 3, 2));
                NDArray scores = NDArrays.concat(new NDList(columns(others), ofRows), 3)) {
            return scores.softmax(3);
        }
    }

    private static NDArray seen(NDArray attention, NDArray values) {
        long height = values.size(1);
        try (NDArray toColumns = attention.get(new NDIndex(":, :, :, :" + height));
                NDArray toRows = attention.get(new NDIndex(":, :, :, " + height + ":"));
                NDArray ofColumns = columns(toColumns).matMul(columns(values));
                NDArray ofRows = toRows.matMul(values)) {
            return columns(ofColumns).add(ofRows);
        }
    }

    /** Turns rows of places into columns, and columns into rows. */
    private static NDArray columns(NDArray places) {
        return places.transpose(0, 2, 1, 3);
    }

    static BlockCost cost(int channels, long side) {
        int width = eighth(channels);
        long places = side * side;
        long seen = 2 * side; // the row and the column, the place itself in both
        return BlockCost.layer(channels, width, true, places)
                .times(2)
                .plus(BlockCost.layer(channels, channels, true, places))
                .plus(BlockCost.product(places * seen * (width + channels)))
                .plus(BlockCost.weights(1))
                .plus(BlockCost.kept(places * (seen + side))) // the columns' part again by column
                .plus(BlockCost.kept(4 * places * width)) // queries and keys by row and by column
                .plus(BlockCost.kept(4 * places * channels)); // values twice, seen, the output
    }
}
