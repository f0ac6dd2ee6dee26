package io.ctattention.server.problem;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;

/** Sends problems, from resources and from the handlers before them. */
public final class ProblemResponse {

    private static final String RETRY_AFTER = "Retry-After";
    private static final String SECONDS = "1";

    private ProblemResponse() {}

    /**
     * Makes the response of a resource.
     *
     * @param type the problem's type
     * @param detail what is wrong with this request
     * @return the response
     */
    public static Response of(ProblemType type, String detail) {
        Response.ResponseBuilder response =
                Response.status(type.status())
                        .type(Problem.MEDIA_TYPE)
                        .entity(Problem.of(type, detail));
        if (type.passing()) {
            response.header(RETRY_AFTER, SECONDS);
        }
        return response.build();
    }

    /**
     * Ends a request before it reaches a resource.
     *
     * @param context the request
     * @param type the problem's type
     * @param detail what is wrong with it
     */
    public static void send(RoutingContext context, ProblemType type, String detail) {
        HttpServerResponse response =
                context.response()
                        .setStatusCode(type.status())
                        .putHeader("Content-Type", Problem.MEDIA_TYPE);
        if (type.passing()) {
            response.putHeader(RETRY_AFTER, SECONDS);
        }
        response.end(Json.encode(Problem.of(type, detail)));
    }
}
