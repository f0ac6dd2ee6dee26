package io.ctattention.server;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;

/** Classifies slices. */
@Path("/v1/classifications")
@NonBlocking
@Tag(name = "Slices")
@APIResponse(
        responseCode = "default",
        description = "Why there is no answer",
        content =
                @Content(
                        mediaType = Problem.MEDIA_TYPE,
                        schema = @Schema(implementation = Problem.class)))
class ClassificationsResource {

    private final PostedSlices posted;

    ClassificationsResource(PostedSlices posted) {
        this.posted = posted;
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Classifies slices",
            description =
                    "Of several slices, those that cannot be read have an error in their place.")
    @RequestBody(
            description = PostedSlices.BODY,
            required = true,
            content = {
                @Content(mediaType = "image/png"),
                @Content(mediaType = "image/jpeg"),
                @Content(mediaType = "multipart/form-data")
            })
    @APIResponse(responseCode = "200", description = "Class and probabilities of each slice")
    public Uni<Answer> classify(
            @RestQuery @Parameter(description = PostedSlices.MODEL) String model,
            @RestHeader(HttpHeaders.CONTENT_TYPE) @Parameter(hidden = true) String type,
            RoutingContext context) {
        return posted.answer(model, card -> new SliceTask.Classify(), type, context)
                .map(Answered::answer);
    }
}
