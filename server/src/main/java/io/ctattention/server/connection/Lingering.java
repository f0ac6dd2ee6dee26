package io.ctattention.server.connection;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/** Ends requests that go on after their answer: Quarkus would read on without an end. */
final class Lingering {

    /** How long a caller may go on sending after the answer; else its loss would be likely. */
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
