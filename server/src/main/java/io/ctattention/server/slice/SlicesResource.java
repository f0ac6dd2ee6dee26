package io.ctattention.server.slice;

import io.ctattention.server.openapi.OpenApi;
import io.ctattention.server.problem.ProblemException;
import io.ctattention.server.problem.ProblemType;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Classifies and explains slices. */
@Path("/v1")
@NonBlocking
@Tag(name = OpenApi.SLICES)
@APIResponse(responseCode = "400", ref = OpenApi.PROBLEM)
@APIResponse(responseCode = "401", ref = OpenApi.PROBLEM)
@APIResponse(responseCode = "404", ref = OpenApi.PROBLEM)
@APIResponse(responseCode = "413", ref = OpenApi.PROBLEM)
@APIResponse(responseCode = "415", ref = OpenApi.PROBLEM)
@APIResponse(responseCode = "422", ref = OpenApi.PROBLEM)
@APIResponse(responseCode = "429", ref = OpenApi.LATER)
@APIResponse(responseCode = "503", ref = OpenApi.LATER)
@APIResponse(responseCode = "default", ref = OpenApi.PROBLEM)
class SlicesResource {

    private static final String PNG = "image/png";

    private final PostedSlices posted;

    SlicesResource(PostedSlices posted) {
        this.posted = posted;
    }

    @POST
    @Path("/classifications")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "classify",
            summary = "Classifies slices",
            description =
                    "Among several slices, one that cannot be read has an error in place of its"
                            + " answer.")
    @RequestBody(ref = OpenApi.SLICES)
    @APIResponse(
            responseCode = "200",
            description = "Class and probabilities of each slice",
            content = @Content(schema = @Schema(implementation = Answer.class)))
    public Uni<Answer> classify(
            @RestQuery @Parameter(description = PostedSlices.MODEL) String model,
            @RestHeader(HttpHeaders.CONTENT_TYPE) @Parameter(hidden = true) String type,
            RoutingContext context) {
        return posted.answer(model, card -> new SliceTask.Classify(), type, context)
                .map(Answered::answer);
    }

    @POST
    @Path("/explanations")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "explain",
            summary = "Classifies and explains slices",
            description =
                    "With Accept: image/png the answer for one slice is a picture of the slice,"
                            + " with and without its heat map.")
    @RequestBody(ref = OpenApi.SLICES)
    @APIResponse(
            responseCode = "200",
            description = "Class, probabilities and heat map of each",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = Answer.class)),
                @Content(
                        mediaType = PNG,
                        schema = @Schema(type = SchemaType.STRING, format = OpenApi.FILE))
            })
    public Uni<Answer> explain(
            @BeanParam ExplanationQuery query,
            @RestHeader(HttpHeaders.CONTENT_TYPE) @Parameter(hidden = true) String type,
            RoutingContext context) {
        return posted.answer(
                        query.model,
                        card -> new SliceTask.Explain(query.target(card), false),
                        type,
                        context)
                .map(Answered::answer);
    }

    @POST
    @Path("/explanations")
    @Produces(PNG + ";qs=0.5")
    @Operation(hidden = true)
    public Uni<RestResponse<byte[]>> draw(
            @BeanParam ExplanationQuery query,
            @RestHeader(HttpHeaders.CONTENT_TYPE) String type,
            RoutingContext context) {
        return posted.answer(
                        query.model,
                        card -> new SliceTask.Explain(query.target(card), true),
                        type,
                        context)
                .map(SlicesResource::picture);
    }

    private static RestResponse<byte[]> picture(Answered answered) {
        if (answered.results().size() > 1) {
            throw new ProblemException(
                    ProblemType.BAD_REQUEST,
                    "A picture shows one slice; send one slice per request");
        }
        return ResponseBuilder.ok(answered.only().picture())
                .header(HttpHeaders.CONTENT_TYPE, PNG)
                .build();
    }
}
