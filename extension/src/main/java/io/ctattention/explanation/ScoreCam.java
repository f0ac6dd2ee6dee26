package io.ctattention.explanation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ctattention.block.FeatureGrid;
import io.ctattention.block.NetworkSpec;

/**
 * Score-CAM: {@code sum_k w_k A_k} with {@code w = softmax_k y(X * s(Up(A_k)))}: the logit of the
 * slice X seen through each channel, spread over it and scaled to [0, 1] by s.
 *
 * <p>The paper takes the logit's increase over that of a baseline image; being the same for all
 * channels, the baseline drops out of the softmax. Spreading is that of {@link HeatMap#over}: each
 * cell lies in the middle of the pixels that it was computed from. A channel of one value lets
 * nothing through.
 *
 * @see <a href="https://arxiv.org/abs/1910.01279">Wang et al. 2020, "Score-CAM: Score-Weighted
 *     Visual Explanations for Convolutional Neural Networks", equations 5 to 8 and algorithm 1</a>
 */
final class ScoreCam implements Cam {

    @Override
    public NDArray rawMaps(TracedPass pass) {
        NDArray spread = spread(pass.manager(), pass.network().spec());
        NDArray scores =
                ChannelScores.of(
                        pass,
                        (slice, range, scope) -> {
                            NDArray own = ChannelScores.slice(pass.activations(), slice, scope);
                            NDArray masks = masks(own.get(":," + range).squeeze(0), spread);
                            return pass.logitsOfSlices(
                                    masks.mul(ChannelScores.slice(pass.input(), slice, scope)));
                        });
        return pass.weightedSum(scores.softmax(1));
    }

    @Override
    public int passes(NetworkSpec network) {
        return GRADIENT + network.featureGrid().channels();
    }

    /** Spreads channels {@code (B, side, side)} and scales each: {@code (B, 1, size, size)}. */
    static NDArray masks(NDArray channels, NDArray spread) {
        NDArray rows = channels.matMul(spread);
        NDArray over = rows.transpose(0, 2, 1).matMul(spread).transpose(0, 2, 1);
        long size = spread.size(1);
        NDArray values = over.reshape(channels.size(0), size * size);
        NDArray least = values.min(new int[] {1}, true);
        NDArray range = values.max(new int[] {1}, true).sub(least).maximum(Float.MIN_NORMAL);
        return values.sub(least).div(range).reshape(channels.size(0), 1, size, size);
    }

    /** Returns the bilinear weight of each cell of a row in each pixel, {@code (side, size)}. */
    static NDArray spread(NDManager manager, NetworkSpec network) {
        FeatureGrid grid = network.featureGrid();
        int side = grid.side();
        int size = network.size();
        float[] weights = new float[side * size];
        for (int x = 0; x < size; x++) {
            double cell = (x - grid.origin()) / grid.step();
            cell = Math.min(Math.max(cell, 0), side - 1);
            int left = (int) cell;
            weights[left * size + x] += (float) (1 - (cell - left));
            weights[Math.min(left + 1, side - 1) * size + x] += (float) (cell - left);
        }
        return manager.create(weights, new Shape(side, size));
    }
}
