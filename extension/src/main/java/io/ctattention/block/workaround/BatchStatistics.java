package io.ctattention.block.workaround;

import ai.djl.ndarray.NDArray;

/**
 * When a batch has statistics that batch norm can take: of a single value a channel, PyTorch 2.7.1
 * refuses the variance.
 */
public final class BatchStatistics {

    private BatchStatistics() {}

    /**
     * Tells whether a channel has several values. A last batch of one slice may have one, and
     * running statistics then have to do.
     *
     * @param values {@code (N, C, ...)}
     * @return whether batch norm can train on them
     */
    public static boolean exist(NDArray values) {
        return values.size() > values.size(1);
    }
}
