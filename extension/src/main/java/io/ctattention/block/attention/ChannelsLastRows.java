package io.ctattention.block.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Features as rows, one for each place, so that a 1 x 1 convolution is a matrix product. On the CPU
 * the channels of a place lie together, and both directions are views.
 */
final class ChannelsLastRows {

    private ChannelsLastRows() {}

    /** Turns features {@code (N, C, H, W)} into rows {@code (N, H * W, C)}. */
    static NDArray rows(NDArray features) {
        Shape shape = features.getShape();
        try (NDArray channelsLast = features.transpose(0, 2, 3, 1)) {
            return channelsLast.reshape(shape.get(0), shape.get(2) * shape.get(3), shape.get(1));
        }
    }

    /** Turns rows {@code (N, H * W, C)} into features of the height and width of a shape. */
    static NDArray features(NDArray rows, Shape like) {
        try (NDArray channelsLast =
                rows.reshape(like.get(0), like.get(2), like.get(3), rows.size(2))) {
            return channelsLast.transpose(0, 3, 1, 2);
        }
    }
}
