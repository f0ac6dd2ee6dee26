package io.ctattention.explanation;

import ai.djl.ndarray.NDArray;

/**
 * Gradient-weighted class activation mapping: {@code sum_k (mean_ij dy/dA_kij) A_k}.
 *
 * <p>The mean gradient is computed in closed form from the weights, without a gradient graph.
 *
 * @see <a href="https://arxiv.org/abs/1610.02391">Selvaraju et al. 2017, "Grad-CAM: Visual
 *     Explanations from Deep Networks via Gradient-based Localization", equations 1 and 2</a>
 */
final class GradCam implements Cam {

    @Override
    public NDArray rawMaps(TracedPass pass) {
        return pass.weightedSum(pass.meanGradient());
    }
}
