package io.ctattention.training.step;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * Softmax cross-entropy with label smoothing and class weights: the mean over the batch of {@code
 * -w_y sum_k q_k log p_k} with {@code q_y = 1 - s + s / K} and {@code s / K} elsewhere. With
 * weights of 1 and s = 0 it is DJL's {@code SoftmaxCrossEntropyLoss}; the weights count as in
 * Keras, where the mean divides by the number of slices and not by the sum of weights.
 */
public final class WeightedCrossEntropy {

    /** Row y: {@code -w_y q} for the true class y, {@code (K, K)}. */
    private final NDArray targets;

    /**
     * Creates the loss.
     *
     * @param manager owns the constants, on the device of the logits
     * @param weights what a slice of each class counts
     * @param smoothing s, what is taken from the true class, in [0, 1)
     */
    public WeightedCrossEntropy(NDManager manager, double[] weights, float smoothing) {
        int classes = weights.length;
        float[] table = new float[classes * classes];
        for (int y = 0; y < classes; y++) {
            for (int k = 0; k < classes; k++) {
                float q = (k == y ? 1 - smoothing : 0) + smoothing / classes;
                table[y * classes + k] = -(float) weights[y] * q;
            }
        }
        targets = manager.create(table, new Shape(classes, classes));
    }

    /**
     * Returns each slice's part of the mean.
     *
     * @param labels the true classes {@code (N)}, int64
     * @param logits {@code (N, K)}
     * @return the losses {@code (N)}
     */
    public NDArray perSlice(NDArray labels, NDArray logits) {
        int classes = Math.toIntExact(targets.size(0));
        NDArray target = labels.oneHot(classes, DataType.FLOAT32).matMul(targets);
        return target.mul(logits.logSoftmax(1)).sum(new int[] {1});
    }
}
