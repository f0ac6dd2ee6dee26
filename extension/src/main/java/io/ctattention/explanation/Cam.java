package io.ctattention.explanation;

import ai.djl.ndarray.NDArray;
import io.ctattention.block.NetworkSpec;

/** A method of class activation mapping. It has no state, and serves any number of threads. */
@FunctionalInterface
interface Cam {

    /** A forward pass, and about as much for what follows. */
    int GRADIENT = 2;

    /**
     * Computes the maps of a batch.
     *
     * @param pass the slices' forward pass, and which class and layer each map is about
     * @return {@code (N, side, side)} of any sign, before the ReLU, in the pass's manager
     */
    NDArray rawMaps(TracedPass pass);

    /**
     * Returns how much work the map of a slice is, its classification included, in forward passes
     * of the network.
     */
    default int passes(NetworkSpec network) {
        return GRADIENT;
    }
}
