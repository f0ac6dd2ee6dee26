package io.ctattention.explanation;

import io.ctattention.model.ModelCard;
import java.util.Locale;

/**
 * What a heat map is asked about.
 *
 * @param explainedClass the class that it explains, null for the predicted one
 * @param layer the features that it is about; {@link Layer#ATTENTION} only where a network ends
 *     with attention
 * @param method how it is computed
 */
public record CamTarget(String explainedClass, Layer layer, CamMethod method) {

    /** The predicted class at the last convolution by Grad-CAM, as in the paper. */
    public static final CamTarget PREDICTION = new CamTarget(null, Layer.CONV, CamMethod.GRADCAM);

    /**
     * Reads a target from words; what is null is as in {@link #PREDICTION}.
     *
     * @param explainedClass one of the model's classes
     * @param layer such as {@code conv}
     * @param method such as {@code gradcam}
     * @return the target
     * @throws IllegalArgumentException if there is no such layer or method
     */
    public static CamTarget parse(String explainedClass, String layer, String method) {
        return new CamTarget(
                explainedClass,
                layer == null ? PREDICTION.layer() : Layer.parse(layer),
                method == null ? PREDICTION.method() : CamMethod.parse(method));
    }

    /**
     * Asks about a class at the last convolution, by Grad-CAM.
     *
     * @param explainedClass one of the model's classes
     * @return the target
     */
    public static CamTarget of(String explainedClass) {
        return new CamTarget(explainedClass, Layer.CONV, CamMethod.GRADCAM);
    }

    /**
     * Asks for the same at another layer.
     *
     * @param newLayer the features that the heat map is about
     * @return the target
     */
    public CamTarget at(Layer newLayer) {
        return new CamTarget(explainedClass, newLayer, method);
    }

    /**
     * Asks for the same by another method.
     *
     * @param newMethod how the heat map is computed
     * @return the target
     */
    public CamTarget by(CamMethod newMethod) {
        return new CamTarget(explainedClass, layer, newMethod);
    }

    /**
     * Checks that a model can be asked this.
     *
     * @param card the model's card
     * @return this target
     * @throws IllegalArgumentException if it has no such class or layer
     */
    public CamTarget require(ModelCard card) {
        if (explainedClass != null && !card.classes().contains(explainedClass)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The model has no class %s; its classes are %s",
                            explainedClass,
                            String.join(", ", card.classes())));
        }
        if (layer == Layer.ATTENTION && !card.network().endsWithAttention()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The network %s has no attention after its last convolution; use the"
                                    + " layer conv",
                            card.network().name()));
        }
        return this;
    }
}
