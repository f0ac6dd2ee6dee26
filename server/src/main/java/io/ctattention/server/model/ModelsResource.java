package io.ctattention.server.model;

import io.ctattention.explanation.CamMethod;
import io.ctattention.quarkus.ModelLease;
import io.ctattention.server.openapi.OpenApi;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The models. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
@Tag(name = OpenApi.MODELS)
@APIResponse(responseCode = "401", ref = OpenApi.PROBLEM)
@APIResponse(responseCode = "default", ref = OpenApi.PROBLEM)
class ModelsResource {

    private final Models models;

    ModelsResource(Models models) {
        this.models = models;
    }

    @GET
    @Operation(operationId = "listModels", summary = "Lists the models and their cards")
    @APIResponse(
            responseCode = "200",
            description = "The models and their cards",
            content = @Content(schema = @Schema(implementation = ModelList.class)))
    public ModelList list() {
        return new ModelList(
                models.names().stream().map(Models::id).map(this::model).toList(),
                Stream.of(CamMethod.values()).map(MethodAnswer::of).toList());
    }

    @GET
    @Path("/{name}")
    @Operation(operationId = "getModel", summary = "Describes a model")
    @APIResponse(
            responseCode = "200",
            description = "The model and its card",
            content = @Content(schema = @Schema(implementation = ModelAnswer.class)))
    @APIResponse(responseCode = "404", ref = OpenApi.PROBLEM)
    public ModelAnswer model(@RestPath String name) {
        try (ModelLease lease = models.lease(name)) {
            return ModelAnswer.of(lease);
        }
    }
}
