package io.ctattention.server.slice;

import io.ctattention.explanation.CamTarget;
import io.ctattention.model.ModelCard;
import io.ctattention.server.problem.ProblemException;
import io.ctattention.server.problem.ProblemType;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** What a request for explanations asks. */
public final class ExplanationQuery {

    @RestQuery
    @Parameter(description = PostedSlices.MODEL)
    String model;

    @RestQuery("class")
    @Parameter(description = "the class that the heat map explains; by default the predicted one")
    String explainedClass;

    @RestQuery
    @Parameter(description = "conv, or attention if the model ends with it; by default conv")
    String layer;

    @RestQuery
    @Parameter(description = "the heat-map method; by default gradcam")
    String method;

    /**
     * Checks the words of a request before any slice waits.
     *
     * @throws ProblemException if the model has no such class or layer, or there is no such method
     */
    CamTarget target(ModelCard card) {
        try {
            return CamTarget.parse(explainedClass, layer, method).require(card);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.BAD_REQUEST, e.getMessage());
        }
    }
}
