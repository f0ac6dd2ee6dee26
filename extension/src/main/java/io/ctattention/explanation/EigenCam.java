package io.ctattention.explanation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * Eigen-CAM: the activations as a matrix of places and channels, {@code A = U S V^T}, projected on
 * the first right singular vector: {@code A v_1}. It asks for no class and no gradient.
 *
 * <p>As in the paper, A is not centred. A singular vector has no sign of its own; it gets the one
 * that makes the map's sum positive, so that activations after a ReLU have a map without negative
 * values.
 *
 * @see <a href="https://arxiv.org/abs/2008.00299">Muhammad and Yeasin 2020, "Eigen-CAM: Class
 *     Activation Map using Principal Components", equation 3</a>
 */
final class EigenCam implements Cam {

    /** Each squaring doubles the exponent: 2^20 steps of a power iteration. */
    private static final int SQUARINGS = 20;

    /** Keeps the zero matrix zero. */
    private static final float TINY = Float.MIN_NORMAL;

    @Override
    public NDArray rawMaps(TracedPass pass) {
        NDArray activations = pass.activations();
        long n = activations.size(0);
        long c = activations.size(1);
        NDArray a = activations.transpose(0, 2, 3, 1).reshape(n, -1, c);
        NDArray power = ofTraceOne(a.transpose(0, 2, 1).matMul(a));
        for (int i = 0; i < SQUARINGS; i++) {
            power = ofTraceOne(power.matMul(power));
        }
        // Now it is v v^T, and the sum of the places' rows, projected, points along v.
        NDArray along = a.sum(new int[] {1}, true).matMul(power);
        NDArray length = along.square().sum(new int[] {2}, true).sqrt().maximum(TINY);
        NDArray map = a.matMul(along.div(length).transpose(0, 2, 1));
        return map.reshape(n, activations.size(2), activations.size(3));
    }

    private static NDArray ofTraceOne(NDArray matrices) {
        NDManager manager = matrices.getManager();
        NDArray one = manager.eye(Math.toIntExact(matrices.size(2)));
        return matrices.div(matrices.mul(one).sum(new int[] {1, 2}, true).maximum(TINY));
    }
}
