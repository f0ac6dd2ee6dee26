package io.ctattention.training.step;

import ai.djl.ndarray.NDArray;

/**
 * What a step trains on, or validation scores, on the training's device.
 *
 * @param slices {@code (N, 1, size, size)} in [0, 1], float32
 * @param labels the true classes {@code (N)}, int64
 */
public record StepBatch(NDArray slices, NDArray labels) {}
