package io.ctattention.server;

import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds what arrives, before a byte of it is kept: how long a body is, how much memory all bodies
 * take together, and how long one may take to arrive. Runs after authentication.
 */
@Singleton
class UploadGuard {

    /** Quarkus' authorization has 100; a lower number runs later. */
    private static final int PRIORITY = 50;

    private final long largest;
    private final long memory;
    private final long deadline;
    private final AtomicLong taken = new AtomicLong();

    UploadGuard(ServerConfig config, VertxHttpConfig http) {
        largest = http.limits().maxBodySize().orElseThrow().asLongValue();
        memory = config.uploadMemory().asLongValue();
        deadline = config.deadline().toMillis();
    }

    void register(@Observes Filters filters) {
        filters.register(this::admit, PRIORITY);
    }

    private void admit(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.method() != HttpMethod.POST || !context.normalizedPath().startsWith("/v1/")) {
            context.next();
            return;
        }
        long length = length(request);
        if (length > largest) {
            refuse(
                    context,
                    ProblemType.TOO_LARGE,
                    "The request has %d bytes; at most %d are allowed".formatted(length, largest));
        } else if (taken.addAndGet(length) > memory) {
            taken.addAndGet(-length);
            refuse(context, ProblemType.BUSY, "Too many uploads are under way; try again");
        } else {
            context.addEndHandler(end -> taken.addAndGet(-length));
            limitTime(context);
            context.next();
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
        } catch (NumberFormatException e) { // the HTTP codec refuses it, too
            return Long.MAX_VALUE;
        }
    }

    private void limitTime(RoutingContext context) {
        long timer =
                context.vertx()
                        .setTimer(
                                deadline,
                                over -> {
                                    if (!context.request().isEnded()
                                            && !context.response().ended()) {
                                        refuse(
                                                context,
                                                ProblemType.SLOW_REQUEST,
                                                "The body had not arrived after %d ms"
                                                        .formatted(deadline));
                                    }
                                });
        context.addEndHandler(end -> context.vertx().cancelTimer(timer));
    }

    /** The rest of the body is not read: the connection ends with the answer. */
    private static void refuse(RoutingContext context, ProblemType type, String detail) {
        context.response().putHeader("Connection", "close");
        ProblemResponse.send(context, type, detail);
    }
}
