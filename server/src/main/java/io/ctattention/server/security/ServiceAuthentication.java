package io.ctattention.server.security;

import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Knows a caller by the header {@code X-API-Key} or, without it, by what OIDC makes of the request.
 * It stands in for the mechanism of OIDC, so that every refusal is answered in one place.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class ServiceAuthentication implements HttpAuthenticationMechanism {

    static final String HEADER = "X-API-Key";

    private final ValidKeys keys;
    private final OidcAuthenticationMechanism oidc;

    ServiceAuthentication(ValidKeys keys, OidcAuthenticationMechanism oidc) {
        this.keys = keys;
        this.oidc = oidc;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            RoutingContext context, IdentityProviderManager identities) {
        List<String> sent = context.request().headers().getAll(HEADER);
        if (sent.isEmpty()) {
            return oidc.authenticate(context, identities);
        }
        // Two keys are a caller's and a proxy's, or an attempt; neither is guessed at.
        return Uni.createFrom()
                .optional(sent.size() == 1 ? keys.nameOf(sent.get(0)) : Optional.empty())
                .onItem()
                .ifNull()
                .failWith(AuthenticationFailedException::new)
                .map(ServiceAuthentication::identity);
    }

    private static SecurityIdentity identity(String name) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(name))
                .addAttribute(RequestCaller.KEY, name)
                .build();
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        // While the issuer cannot be reached OIDC has no challenge, but there may still be keys.
        return oidc.getChallenge(context)
                .onFailure()
                .recoverWithNull()
                .invoke(challenge -> Refusal.unauthorized(context, challenge))
                .replaceWith(true);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return oidc.getChallenge(context);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return oidc.getCredentialTypes();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return context.request().headers().contains(HEADER)
                ? Uni.createFrom()
                        .item(
                                new HttpCredentialTransport(
                                        HttpCredentialTransport.Type.OTHER_HEADER, HEADER))
                : oidc.getCredentialTransport(context);
    }
}
