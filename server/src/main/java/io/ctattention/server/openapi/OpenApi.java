package io.ctattention.server.openapi;

import io.ctattention.server.problem.Problem;
import jakarta.ws.rs.core.Application;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.servers.Server;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The OpenAPI description of the service as a whole. {@code SecurityDescription} adds who may call
 * it, from the configuration.
 */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "CT Attention",
                        version = "1",
                        description =
                                "Classifies and explains single CT slices. For research. Not a"
                                        + " medical device.",
                        license =
                                @License(
                                        name = "Apache-2.0",
                                        url = "https://www.apache.org/licenses/LICENSE-2.0")),
        servers = @Server(url = "/", description = "The server that this document came from"),
        tags = {
            @Tag(name = OpenApi.SLICES, description = "Classification and explanation of slices"),
            @Tag(name = OpenApi.MODELS, description = "The models that the service has loaded")
        },
        components =
                @Components(
                        requestBodies =
                                @RequestBody(
                                        name = OpenApi.SLICES,
                                        description =
                                                "PNG or JPEG files: multipart/form-data with a file"
                                                        + " part of any name for each slice, or one"
                                                        + " file alone with any other content type."
                                                        + " Each answer gives the file name of its"
                                                        + " part.",
                                        required = true,
                                        // Generators make their methods from the first.
                                        content = {
                                            @Content(
                                                    mediaType = "multipart/form-data",
                                                    schema =
                                                            @Schema(
                                                                    implementation =
                                                                            OpenApi.Form.class)),
                                            @Content(
                                                    mediaType = "application/octet-stream",
                                                    schema =
                                                            @Schema(
                                                                    type = SchemaType.STRING,
                                                                    format = OpenApi.FILE)),
                                            @Content(
                                                    mediaType = "image/png",
                                                    schema =
                                                            @Schema(
                                                                    type = SchemaType.STRING,
                                                                    format = OpenApi.FILE)),
                                            @Content(
                                                    mediaType = "image/jpeg",
                                                    schema =
                                                            @Schema(
                                                                    type = SchemaType.STRING,
                                                                    format = OpenApi.FILE))
                                        }),
                        responses = {
                            @APIResponse(
                                    name = OpenApi.PROBLEM,
                                    description = "The reason why there is no answer",
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    schema =
                                                            @Schema(
                                                                    implementation =
                                                                            Problem.class))),
                            @APIResponse(
                                    name = OpenApi.LATER,
                                    description =
                                            "The reason why there is no answer yet; try again"
                                                    + " later",
                                    headers =
                                            @Header(
                                                    name = "Retry-After",
                                                    description =
                                                            "Seconds to wait before the next"
                                                                    + " request",
                                                    schema = @Schema(type = SchemaType.INTEGER)),
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    schema =
                                                            @Schema(
                                                                    implementation =
                                                                            Problem.class)))
                        }))
public class OpenApi extends Application {

    /** The tag, and the body, of what is asked about slices. */
    public static final String SLICES = "Slices";

    /** The tag of what is asked about models. */
    public static final String MODELS = "Models";

    /** The response that says why there is no answer. */
    public static final String PROBLEM = "Problem";

    /** The response that says when to try again. */
    public static final String LATER = "Later";

    /** The format of a file's bytes. */
    public static final String FILE = "binary";

    /** A body with several slices, for the document alone. */
    @Schema(name = "SlicesForm", requiredProperties = "slices")
    record Form(List<byte[]> slices) {}
}
