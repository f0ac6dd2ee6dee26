package io.ctattention.dataset.store;

/**
 * Some slices, ready for a network.
 *
 * @param indices the slices' places in the store, in the order asked for
 * @param pixels {@code indices.length * size * size} grey levels in [0, 1], slice by slice, row by
 *     row; one channel, shape {@code (N, 1, size, size)}
 */
public record SliceBatch(int[] indices, float[] pixels) {}
