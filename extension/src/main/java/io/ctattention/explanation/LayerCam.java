package io.ctattention.explanation;

import ai.djl.ndarray.NDArray;

/**
 * LayerCAM: {@code sum_k ReLU(dy/dA_k) * A_k}, place by place.
 *
 * @see <a href="https://doi.org/10.1109/TIP.2021.3089943">Jiang et al. 2021, "LayerCAM: Exploring
 *     Hierarchical Class Activation Maps for Localization", equations 5 to 7</a>
 */
final class LayerCam implements Cam {

    @Override
    public NDArray rawMaps(TracedPass pass) {
        return pass.gradient().maximum(0).mul(pass.activations()).sum(new int[] {1});
    }
}
