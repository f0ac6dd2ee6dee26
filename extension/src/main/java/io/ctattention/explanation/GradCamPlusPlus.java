package io.ctattention.explanation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/**
 * Grad-CAM++: {@code sum_k w_k A_k} with {@code w_k = sum_ij alpha_kij ReLU(g_kij)}, {@code alpha =
 * g^2 / (2 g^2 + g^3 sum_ab A_kab)} and {@code g = dy/dA}.
 *
 * <p>The score is exp(y), as in the paper, so that its higher derivatives are powers of the first;
 * its common factor exp(y), which scales the whole map, is left out.
 *
 * <p>The paper has A after a ReLU. An attention that adds to the features (global context,
 * non-local, criss-cross, residual) can make the sum negative; equation 19 then holds as it stands,
 * as in the authors' code and in pytorch-grad-cam: near {@code g sum A = -2} a channel weighs much,
 * beyond it negatively. At that pole itself 1 takes the divisor's place, as in the authors' code.
 *
 * @see <a href="https://arxiv.org/abs/1710.11063">Chattopadhay et al. 2018, "Grad-CAM++:
 *     Generalized Gradient-based Visual Explanations for Deep Convolutional Networks", equations 5,
 *     15 and 19</a>
 */
final class GradCamPlusPlus implements Cam {

    private static final int[] PLACES = {2, 3};

    @Override
    public NDArray rawMaps(TracedPass pass) {
        NDArray positive = pass.gradient().maximum(0);
        // Only g > 0 counts, where alpha is 1 / (2 + g sum A): without powers, no underflow.
        NDArray sums = pass.activations().sum(PLACES, true);
        NDArray divisor = sums.mul(positive).add(2);
        NDArray pole = divisor.eq(0).toType(DataType.FLOAT32, false);
        return pass.weightedSum(positive.div(divisor.add(pole)).sum(PLACES));
    }
}
