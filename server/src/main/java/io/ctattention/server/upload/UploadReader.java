package io.ctattention.server.upload;

import io.ctattention.server.ServerConfig;
import io.ctattention.server.problem.ProblemException;
import io.ctattention.server.problem.ProblemResponse;
import io.ctattention.server.problem.ProblemType;
import io.ctattention.server.security.RequestCaller;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;

/**
 * Reads the bodies of posts within bounds: how long one is, how long it may take to arrive, and how
 * much memory all take together until they are answered.
 *
 * <p>The methods of resources have bodies read. A filter that did so and handed on a request that
 * has ended would do for HTTP/1.1 only: Quarkus REST pauses every request, which one of HTTP/2
 * refuses once it has ended (<a href="https://github.com/quarkusio/quarkus/pull/56595">quarkus
 * 56595</a>).
 */
@Singleton
public class UploadReader {

    /** Quarkus' authorization has 100; a lower number runs later. */
    private static final int AFTER_AUTHORIZATION = 50;

    private static final String CONTINUE = "100-continue";

    private final Draining draining;
    private final UploadMemory memory;
    private final long largest;
    private final long deadline;

    UploadReader(ServerConfig config, VertxHttpConfig http, Draining draining) {
        this.draining = draining;
        memory = new UploadMemory(config.uploadMemory().asLongValue());
        largest = http.limits().maxBodySize().orElseThrow().asLongValue();
        deadline = config.deadline().toMillis();
    }

    void register(@Observes Filters filters) {
        filters.register(this::admit, AFTER_AUTHORIZATION);
    }

    private void admit(RoutingContext context) {
        boolean post = context.request().method() == HttpMethod.POST;
        if (post && context.normalizedPath().startsWith("/v1/") && draining.begun()) {
            refuse(context, ProblemType.NOT_READY, "The service is stopping");
        } else if (length(context.request()) > largest) {
            refuse(context, ProblemType.TOO_LARGE, tooLarge());
        } else {
            context.next();
        }
    }

    private static void refuse(RoutingContext context, ProblemType type, String detail) {
        closeAfterwards(context);
        ProblemResponse.send(context, type, detail);
    }

    /** Tells a caller of HTTP/1.1 to send no more. */
    private static void closeAfterwards(RoutingContext context) {
        if (context.request().version() != HttpVersion.HTTP_2) {
            context.response().putHeader("Connection", "close");
        }
    }

    /** What is announced, and zero for what is sent in chunks. */
    private static long length(HttpServerRequest request) {
        String header = request.getHeader("Content-Length");
        if (header == null) {
            return 0;
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

    /**
     * Reads the body of a post.
     *
     * @param context of a request whose body was not read before
     * @return the body; fails with a {@link ProblemException} if it is too long or too slow, or if
     *     there is no memory for it; never comes if the caller goes away
     */
    public Uni<byte[]> read(RoutingContext context) {
        return Uni.createFrom().emitter(emitter -> new Reading(context, emitter).start());
    }

    /** A body that arrives. All happens on the event loop of its connection. */
    private final class Reading {

        private final RoutingContext context;
        private final UniEmitter<? super byte[]> emitter;
        private final UploadMemory.Body room;
        private Buffer body = Buffer.buffer();
        private boolean over;

        private Reading(RoutingContext context, UniEmitter<? super byte[]> emitter) {
            this.context = context;
            this.emitter = emitter;
            room = memory.begin(RequestCaller.of(context).share());
        }

        private void start() {
            HttpServerRequest request = context.request();
            long timer = context.vertx().setTimer(deadline, late -> slow());
            context.addEndHandler(
                    end -> {
                        context.vertx().cancelTimer(timer);
                        over = true;
                        room.close();
                    });
            request.exceptionHandler(gone -> over = true);
            request.handler(this::add);
            request.endHandler(
                    end -> {
                        context.vertx().cancelTimer(timer);
                        if (!over) {
                            over = true;
                            byte[] whole = body.getBytes();
                            body = null; // it would stay until the answer is sent
                            emitter.complete(whole);
                        }
                    });
            if (CONTINUE.equalsIgnoreCase(request.getHeader("Expect"))) {
                context.response().writeContinue();
            }
            request.resume();
        }

        private void add(Buffer piece) {
            if (over) {
                return;
            }
            if (body.length() + piece.length() > largest) {
                fail(ProblemType.TOO_LARGE, tooLarge());
            } else if (!room.grow(piece.length())) {
                fail(ProblemType.BUSY, "Too many uploads are in progress; try again");
            } else {
                body.appendBuffer(piece);
            }
        }

        private void slow() {
            fail(
                    ProblemType.SLOW_REQUEST,
                    String.format(Locale.ROOT, "The body did not arrive within %d ms", deadline));
        }

        private void fail(ProblemType type, String detail) {
            if (!over) {
                over = true;
                body = null;
                closeAfterwards(context);
                emitter.fail(new ProblemException(type, detail));
            }
        }
    }
}
