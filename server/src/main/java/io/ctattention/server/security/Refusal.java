package io.ctattention.server.security;

import io.ctattention.server.problem.ProblemResponse;
import io.ctattention.server.problem.ProblemType;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;

/** Refuses callers with problem documents (RFC 9457). */
@Singleton
class Refusal {

    private static final Logger LOG = Logger.getLogger(Refusal.class);

    private static final String CHALLENGE = "WWW-Authenticate";

    /** Before the handlers of REST, which would answer without a document. */
    private static final int FIRST = -10_000;

    private final ServiceAuthentication authentication;

    Refusal(ServiceAuthentication authentication) {
        this.authentication = authentication;
    }

    void register(@Observes Router router) {
        router.route().order(FIRST).handler(Refusal::withoutParameters);
        router.route().order(FIRST).failureHandler(this::refuse);
    }

    // REST drops what follows a semicolon, and would take /v1;a/models for /v1/models where the
    // rules for paths, the policy's and those for headers, see something else.
    private static void withoutParameters(RoutingContext context) {
        if (context.normalizedPath().indexOf(';') >= 0) {
            ProblemResponse.send(
                    context,
                    ProblemType.NOT_FOUND,
                    "The paths of this service take no parameters after a semicolon");
        } else {
            context.next();
        }
    }

    private void refuse(RoutingContext context) {
        Throwable failure = context.failure();
        if (context.response().ended()) {
            return;
        }
        if (failure instanceof ForbiddenException) {
            ProblemResponse.send(
                    context, ProblemType.FORBIDDEN, "This caller has no permission to do that");
        } else if (failure instanceof AuthenticationException
                || failure instanceof UnauthorizedException) {
            authentication.sendChallenge(context).subscribe().with(sent -> {}, context::fail);
        } else if (failure instanceof OIDCException) {
            // The log has the reason already; the caller can only try again.
            ProblemResponse.send(
                    context, ProblemType.NOT_READY, "Tokens cannot be checked at the moment");
        } else if (failure instanceof RejectedExecutionException) {
            ProblemResponse.send(context, ProblemType.NOT_READY, "The service is stopping");
        } else if (failure != null && context.statusCode() >= 500) {
            LOG.error("A request failed", failure); // Quarkus would log its address, query and all
            ProblemResponse.send(context, ProblemType.INTERNAL, "See the log of the service");
        } else {
            context.next();
        }
    }

    /**
     * Answers 401.
     *
     * @param context the request
     * @param oidc how OIDC wants to be authenticated with, or null if it is off
     */
    static void unauthorized(RoutingContext context, ChallengeData oidc) {
        HttpServerResponse response = context.response();
        response.headers().add(CHALLENGE, "ApiKey realm=\"ct-attention\"");
        if (oidc != null) {
            oidc.getHeaders().forEach((name, value) -> response.headers().add(name, value));
        }
        String ways = ServiceAuthentication.HEADER + (oidc == null ? "" : " or a bearer token");
        ProblemResponse.send(context, ProblemType.UNAUTHORIZED, "This needs a valid " + ways);
    }
}
