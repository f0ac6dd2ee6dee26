package io.ctattention.server;

import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads the bodies of posts within bounds: how long one is, how long it may take to arrive, and how
 * much memory all take together until they are answered. Works after authentication and before
 * Quarkus REST, whose answers to bodies without end are no problem documents.
 */
@Singleton
class UploadReader {

    /** Quarkus' authorization has 100; a lower number runs later. */
    private static final int PRIORITY = 50;

    private static final String BODY = UploadReader.class.getName();

    private final Draining draining;
    private final long largest;
    private final long memory;
    private final long deadline;
    private final AtomicLong taken = new AtomicLong();

    UploadReader(ServerConfig config, VertxHttpConfig http, Draining draining) {
        this.draining = draining;
        largest = http.limits().maxBodySize().orElseThrow().asLongValue();
        memory = config.uploadMemory().asLongValue();
        deadline = config.deadline().toMillis();
    }

    void register(@Observes Filters filters) {
        filters.register(this::read, PRIORITY);
    }

    /** Returns the body of a post. */
    static byte[] body(RoutingContext context) {
        return context.<Buffer>get(BODY).getBytes();
    }

    private void read(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.method() != HttpMethod.POST || !context.normalizedPath().startsWith("/v1/")) {
            context.next();
            return;
        }
        long length = length(request);
        if (draining.begun()) {
            refuse(context, ProblemType.NOT_READY, "The service is stopping");
        } else if (length > largest) {
            refuse(context, ProblemType.TOO_LARGE, tooLarge());
        } else if (taken.addAndGet(length) > memory) {
            taken.addAndGet(-length);
            refuse(context, ProblemType.BUSY, "Too many uploads are under way; try again");
        } else {
            context.addEndHandler(end -> taken.addAndGet(-length));
            collect(context);
        }
    }

    /** What is sent in chunks may become as long as is allowed. */
    private long length(HttpServerRequest request) {
        String header = request.getHeader("Content-Length");
        if (header == null) {
            return largest;
        }
        try {
            return Long.parseLong(header);
        } catch (NumberFormatException e) { // longer than any number
            return Long.MAX_VALUE;
        }
    }

    private String tooLarge() {
        return String.format(Locale.ROOT, "A request has at most %d bytes", largest);
    }

    private void collect(RoutingContext context) {
        HttpServerRequest request = context.request();
        Buffer body = Buffer.buffer();
        long timer =
                context.vertx()
                        .setTimer(
                                deadline,
                                over ->
                                        refuse(
                                                context,
                                                ProblemType.SLOW_REQUEST,
                                                String.format(
                                                        Locale.ROOT,
                                                        "The body had not arrived after %d ms",
                                                        deadline)));
        context.addEndHandler(end -> context.vertx().cancelTimer(timer));
        request.handler(
                piece -> {
                    if (context.response().ended()) {
                        return;
                    }
                    if (body.length() + piece.length() > largest) {
                        refuse(context, ProblemType.TOO_LARGE, tooLarge());
                    } else {
                        body.appendBuffer(piece);
                    }
                });
        request.endHandler(
                end -> {
                    context.vertx().cancelTimer(timer);
                    if (!context.response().ended()) {
                        context.put(BODY, body);
                        context.next();
                    }
                });
        request.resume();
    }

    /** The rest of the body is not read: the connection ends with the answer. */
    private static void refuse(RoutingContext context, ProblemType type, String detail) {
        HttpServerRequest request = context.request();
        boolean shared = request.version() == HttpVersion.HTTP_2; // with other requests
        if (!shared) {
            context.response().putHeader("Connection", "close");
        }
        ProblemResponse.send(context, type, detail)
                .onComplete(
                        sent -> {
                            if (!shared) {
                                request.connection().close();
                            }
                        });
    }
}
