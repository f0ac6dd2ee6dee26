package io.ctattention.quarkus;

import io.ctattention.explanation.CamMethod;
import io.ctattention.explanation.Layer;

/**
 * What a heat map is asked about.
 *
 * @param explainedClass the class that it explains, null for the predicted one
 * @param layer the features that it is about; {@link Layer#ATTENTION} only where a network ends
 *     with attention
 * @param method how it is computed
 */
public record GradCamTarget(String explainedClass, Layer layer, CamMethod method) {

    /** The predicted class at the last convolution, as in the paper. */
    public static final GradCamTarget PREDICTION = new GradCamTarget(null, Layer.CONV);

    /**
     * Asks for Grad-CAM.
     *
     * @param explainedClass the class that the heat map explains, null for the predicted one
     * @param layer the features that it is about
     */
    public GradCamTarget(String explainedClass, Layer layer) {
        this(explainedClass, layer, CamMethod.GRADCAM);
    }

    /**
     * Asks about a class at the last convolution.
     *
     * @param explainedClass one of the model's classes
     * @return the target
     */
    public static GradCamTarget of(String explainedClass) {
        return new GradCamTarget(explainedClass, Layer.CONV);
    }

    /**
     * Asks for the same by another method.
     *
     * @param method how the heat map is computed
     * @return the target
     */
    public GradCamTarget by(CamMethod method) {
        return new GradCamTarget(explainedClass, layer, method);
    }
}
