package io.ctattention.server.connection;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/** Ends requests that still send after their answer: Quarkus would read them without end. */
final class Lingering {

    /**
     * How long a caller may still send after the answer; otherwise the answer would probably be
     * lost.
     */
    private static final long MILLISECONDS = 2_000;

    private Lingering() {}

    /** Gives the caller of an answered request a moment. */
    static void end(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!request.isEnded()) {
            context.vertx().setTimer(MILLISECONDS, over -> hangUp(request));
        }
    }

    private static void hangUp(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        if (request.version() == HttpVersion.HTTP_2) { // others share the connection
            request.response().reset(0);
        } else {
            request.connection().close();
        }
    }
}
