package io.ctattention.dataset.store;

/**
 * Changes a slice on its way into a batch, for augmentation. Called from several threads at once
 * and in any order, so the result may depend on the arguments only.
 */
@FunctionalInterface
public interface PixelTransform {

    /**
     * Changes a slice.
     *
     * @param index the slice's place in the store
     * @param pixels {@code size * size} grey levels in [0, 1]; it may be changed and returned
     * @return as many grey levels
     */
    float[] apply(int index, float[] pixels);
}
