package io.ctattention.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.loss.Loss;

/**
 * Softmax cross-entropy with label smoothing and class weights: the mean over the batch of {@code
 * -w_y sum_k q_k log p_k} with {@code q_y = 1 - s + s / K} and {@code s / K} elsewhere. With
 * weights of 1 and s = 0 it is DJL's {@code SoftmaxCrossEntropyLoss}; the weights count as in
 * Keras, where the mean divides by the number of slices and not by the sum of weights.
 */
final class WeightedCrossEntropy extends Loss {

    private final float[] weights;
    private final float smoothing;

    WeightedCrossEntropy(double[] weights, float smoothing) {
        super("loss");
        this.weights = new float[weights.length];
        for (int k = 0; k < weights.length; k++) {
            this.weights[k] = (float) weights[k];
        }
        this.smoothing = smoothing;
    }

    @Override
    public NDArray evaluate(NDList labels, NDList predictions) {
        NDArray logits = predictions.singletonOrThrow();
        long classes = logits.getShape().get(1);
        NDManager manager = logits.getManager();
        NDArray oneHot =
                labels.singletonOrThrow().oneHot(Math.toIntExact(classes), DataType.FLOAT32);
        NDArray weight = oneHot.matMul(manager.create(weights).reshape(classes, 1)).flatten();
        NDArray target = oneHot.mul(1 - smoothing).add(smoothing / classes);
        return target.mul(logits.logSoftmax(1)).sum(new int[] {1}).mul(weight).mean().neg();
    }
}
