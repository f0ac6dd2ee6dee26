package io.ctattention.server;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.AsyncResult;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * A line for each request: method, path, status, bytes of the answer and milliseconds. Nothing that
 * could tell of a patient: no query, no address, no file name, and no path that is not ours, as
 * others can hold anything.
 */
@Singleton
class AccessLog {

    private static final Logger LOG = Logger.getLogger("io.ctattention.server.access");
    private static final int FIRST = 1_000;
    private static final double NANOS = 1e6;
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "OPTIONS");
    private static final Set<String> PATHS =
            Set.of("/", "/v1/models", "/v1/classifications", "/v1/explanations", "/q/openapi");

    void register(@Observes Filters filters) {
        filters.register(AccessLog::watch, FIRST);
    }

    private static void watch(RoutingContext context) {
        long start = System.nanoTime();
        context.addEndHandler(
                end ->
                        LOG.infof(
                                "%s %s %s %d %.1f",
                                method(context),
                                path(context.normalizedPath()),
                                status(context, end),
                                context.response().bytesWritten(),
                                (System.nanoTime() - start) / NANOS));
        context.next();
    }

    /** A file that is sent over HTTP/2 ends when its stream does, which looks like a broken one. */
    private static Object status(RoutingContext context, AsyncResult<Void> end) {
        return end.succeeded() || context.response().ended()
                ? context.response().getStatusCode()
                : "gone";
    }

    private static String method(RoutingContext context) {
        String method = context.request().method().name();
        return METHODS.contains(method) ? method : "OTHER";
    }

    private static String path(String path) {
        if (PATHS.contains(path)) {
            return path;
        }
        return path.startsWith("/v1/models/") ? "/v1/models/{name}" : "-";
    }
}
