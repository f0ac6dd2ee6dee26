package io.ctattention.server.slice;

import io.ctattention.explanation.CamMethod;
import io.ctattention.explanation.Layer;
import io.ctattention.model.ModelCard;
import io.ctattention.quarkus.GradCamTarget;
import io.ctattention.server.problem.ProblemException;
import io.ctattention.server.problem.ProblemType;
import java.util.Locale;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** What a request for explanations asks. */
public final class ExplanationQuery {

    @RestQuery
    @Parameter(description = PostedSlices.MODEL)
    String model;

    @RestQuery("class")
    @Parameter(description = "the class that the heat map explains; without it the predicted one")
    String explainedClass;

    @RestQuery
    @Parameter(description = "conv, or attention where the model ends with it; without it conv")
    String layer;

    @RestQuery
    @Parameter(description = "how the heat map is computed; without it gradcam")
    String method;

    /**
     * Checks the words of a request before any slice waits.
     *
     * @throws ProblemException if the model has no such class or layer, or there is no such method
     */
    GradCamTarget target(ModelCard card) {
        if (explainedClass != null && !card.classes().contains(explainedClass)) {
            throw wrong(
                    "The model has no such class; its classes are "
                            + String.join(", ", card.classes()));
        }
        Layer chosen = layer == null ? Layer.CONV : parse(Layer::parse, layer);
        if (chosen == Layer.ATTENTION && !card.network().endsWithAttention()) {
            throw wrong(
                    String.format(
                            Locale.ROOT,
                            "The model is a %s network without attention; only the layer conv can be explained",
                            card.name()));
        }
        return new GradCamTarget(
                explainedClass,
                chosen,
                method == null ? CamMethod.GRADCAM : parse(CamMethod::parse, method));
    }

    private static <T> T parse(Function<String, T> parser, String word) {
        try {
            return parser.apply(word);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private static ProblemException wrong(String detail) {
        return new ProblemException(ProblemType.BAD_REQUEST, detail);
    }
}
