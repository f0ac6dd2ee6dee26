package io.ctattention.server;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What the OpenAPI document says of the service as a whole. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "CT Attention",
                        version = "1",
                        description =
                                "Classifies and explains single CT slices. For research. Not a"
                                        + " medical device.",
                        license = @License(name = "Apache-2.0")),
        components =
                @Components(
                        requestBodies =
                                @RequestBody(
                                        name = OpenApi.SLICES,
                                        description =
                                                "One PNG or JPEG file, of whatever content type, or"
                                                        + " multipart/form-data with a file part for"
                                                        + " each slice.",
                                        required = true,
                                        content = {
                                            @Content(mediaType = "image/png"),
                                            @Content(mediaType = "image/jpeg"),
                                            @Content(mediaType = "multipart/form-data")
                                        }),
                        responses =
                                @APIResponse(
                                        name = OpenApi.PROBLEM,
                                        description = "Why there is no answer",
                                        content =
                                                @Content(
                                                        mediaType = Problem.MEDIA_TYPE,
                                                        schema =
                                                                @Schema(
                                                                        implementation =
                                                                                Problem.class)))))
public class OpenApi extends Application {

    static final String SLICES = "Slices";
    static final String PROBLEM = "Problem";
}
