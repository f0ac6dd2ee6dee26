package io.ctattention.server.slice;

/**
 * What slices of one forward pass have in common.
 *
 * @param model the model's name
 * @param sha256 the hash of its parameters: a replaced model is another
 * @param task what is asked
 */
record Lane(String model, String sha256, SliceTask task) {}
