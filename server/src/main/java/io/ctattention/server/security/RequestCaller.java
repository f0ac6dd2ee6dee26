package io.ctattention.server.security;

import io.ctattention.server.connection.PeerAddress;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/**
 * The caller of a request.
 *
 * @param name for logs and meters, of a closed set: the name of an API key, {@value #OIDC} for
 *     whoever has a token, {@value #ANONYMOUS} for all others
 * @param share whose share of the service's time the request has: the key, the token's owner, or
 *     the address. Never shown: it may identify a person
 */
public record RequestCaller(String name, String share) {

    static final String OIDC = "oidc";
    static final String ANONYMOUS = "anonymous";

    /** Names that no API key may have. */
    static final Set<String> OTHERS = Set.of(OIDC, ANONYMOUS);

    /** The attribute of an identity that came from an API key: the key's name. */
    static final String KEY = "ct-attention.api-key";

    /**
     * Identifies the caller of a request.
     *
     * @param context the request, after authentication if that is asked for
     * @return the caller
     */
    public static RequestCaller of(RoutingContext context) {
        if (context.user() instanceof QuarkusHttpUser user) {
            SecurityIdentity identity = user.getSecurityIdentity();
            String key = identity.getAttribute(KEY);
            if (key != null) {
                return new RequestCaller(key, "key " + key);
            }
            if (!identity.isAnonymous()) {
                return new RequestCaller(OIDC, "token " + identity.getPrincipal().getName());
            }
        }
        String address = context.request().remoteAddress().hostAddress();
        return new RequestCaller(ANONYMOUS, "address " + PeerAddress.of(address));
    }
}
