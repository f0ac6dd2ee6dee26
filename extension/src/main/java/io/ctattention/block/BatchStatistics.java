package io.ctattention.block;

import ai.djl.ndarray.NDArray;

/** When a batch has statistics that batch norm can take. */
final class BatchStatistics {

    private BatchStatistics() {}

    /**
     * Tells whether a channel has several values; of a single one the engine refuses the variance.
     * A last batch of one slice may end like that, and running statistics then have to do.
     *
     * @param values {@code (N, C, ...)}
     * @return whether batch norm can train on them
     */
    static boolean exist(NDArray values) {
        return values.size() > values.size(1);
    }
}
