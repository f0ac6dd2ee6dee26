package io.ctattention.server.telemetry;

import io.ctattention.server.security.RequestCaller;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.AsyncResult;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * A line for each request: method, path, status, bytes of the answer, milliseconds, and the name of
 * the API key. Nothing that could tell of a patient: no query, no address, no file name, and no
 * path that is not ours, as others can hold anything.
 */
@Singleton
class AccessLog {

    private static final Logger LOG = Logger.getLogger("io.ctattention.server.access");
    private static final int FIRST = 1_000;
    private static final double NANOS = 1e6;
    private static final String GONE = "gone";

    private final ServerMeters meters;

    AccessLog(ServerMeters meters) {
        this.meters = meters;
    }

    void register(@Observes Filters filters) {
        filters.register(this::watch, FIRST);
    }

    private void watch(RoutingContext context) {
        long start = System.nanoTime();
        context.addEndHandler(end -> note(context, start, end));
        context.next();
    }

    private void note(RoutingContext context, long start, AsyncResult<Void> end) {
        String caller = RequestCaller.of(context).name();
        String status = status(context, end);
        meters.request(caller, status);
        LOG.info(
                String.format( // infof would write the machine's own digits
                        Locale.ROOT,
                        "%s %s %s %d %.1f %s",
                        RequestWords.method(context.request().method().name()),
                        RequestWords.path(context.normalizedPath()),
                        status,
                        context.response().bytesWritten(),
                        (System.nanoTime() - start) / NANOS,
                        caller));
    }

    /** A file that is sent over HTTP/2 ends when its stream does, which looks like a broken one. */
    private static String status(RoutingContext context, AsyncResult<Void> end) {
        return end.succeeded() || context.response().ended()
                ? String.valueOf(context.response().getStatusCode())
                : GONE;
    }
}
