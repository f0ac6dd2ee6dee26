package io.ctattention.explanation;

import ai.djl.ndarray.NDArray;

/** A method of class activation mapping. It has no state, and serves any number of threads. */
@FunctionalInterface
interface Cam {

    /**
     * Computes the maps of a batch.
     *
     * @param pass the slices' forward pass, and which class and layer each map is about
     * @return {@code (N, side, side)} of any sign, before the ReLU, in the pass's manager
     */
    NDArray rawMaps(TappedPass pass);
}
