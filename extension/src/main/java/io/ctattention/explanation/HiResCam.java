package io.ctattention.explanation;

import ai.djl.ndarray.NDArray;

/**
 * HiResCAM: {@code sum_k dy/dA_k * A_k}, place by place. Where only piecewise linear layers follow,
 * as after the layer {@code attention}, it shows exactly what each place adds to the logit.
 *
 * @see <a href="https://arxiv.org/abs/2011.08891">Draelos and Carin 2020, "Use HiResCAM instead of
 *     Grad-CAM for faithful explanations of convolutional neural networks", equation 3</a>
 */
final class HiResCam implements Cam {

    @Override
    public NDArray rawMaps(TracedPass pass) {
        return pass.gradient().mul(pass.activations()).sum(new int[] {1});
    }
}
