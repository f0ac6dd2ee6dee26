package io.ctattention.server.security;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Lets callers of {@code /v1} pass: all of them, or only authenticated ones. */
@Singleton
class ApiPolicy implements HttpSecurityPolicy {

    private final AccessAtStart access;

    ApiPolicy(AccessAtStart access) {
        this.access = access;
    }

    /** Returns what {@code quarkus.http.auth.permission.api.policy} calls it. */
    @Override
    public String name() {
        return "ct-attention";
    }

    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext context,
            Uni<SecurityIdentity> identity,
            AuthorizationRequestContext authorization) {
        if (!access.required()) {
            return CheckResult.permit();
        }
        return identity.map(caller -> caller.isAnonymous() ? CheckResult.DENY : CheckResult.PERMIT);
    }
}
