package org.acme;

import io.ctattention.image.ImageException;
import io.ctattention.quarkus.Classification;
import io.ctattention.quarkus.CtClassifier;
import io.ctattention.quarkus.GradCamExplainer;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

@Path("/slices")
public class SliceResource {

    private final CtClassifier classifier;
    private final GradCamExplainer explainer;

    SliceResource(CtClassifier classifier, GradCamExplainer explainer) {
        this.classifier = classifier;
        this.explainer = explainer;
    }

    /** The class of a PNG or JPEG, and the probability of each. */
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Classification classify(byte[] slice) throws ImageException {
        return classifier.classify(slice);
    }

    /** The slice under the heat map of what supports its class (Grad-CAM). */
    @POST
    @Path("overlay")
    @Produces("image/png")
    public byte[] overlay(byte[] slice) throws ImageException {
        return explainer.overlay(slice);
    }

    @ServerExceptionMapper
    RestResponse<String> unreadable(ImageException e) {
        return RestResponse.ResponseBuilder.create(Response.Status.BAD_REQUEST, e.getMessage())
                .type(MediaType.TEXT_PLAIN)
                .build();
    }
}
