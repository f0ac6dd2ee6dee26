package io.ctattention.quarkus;

import io.ctattention.explanation.Layer;

/**
 * What a heat map is asked about.
 *
 * @param explainedClass the class that it speaks for, null for the predicted one
 * @param layer the features that it is about; {@link Layer#ATTENTION} only where a network ends
 *     with attention
 */
public record GradCamTarget(String explainedClass, Layer layer) {

    /** The predicted class at the last convolution, as in the paper. */
    public static final GradCamTarget PREDICTION = new GradCamTarget(null, Layer.CONV);

    /**
     * Asks about a class at the last convolution.
     *
     * @param explainedClass one of the model's classes
     * @return the target
     */
    public static GradCamTarget of(String explainedClass) {
        return new GradCamTarget(explainedClass, Layer.CONV);
    }
}
