package io.ctattention.server.security;

import io.netty.util.NetUtil;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/**
 * Who made a request.
 *
 * @param name for logs and meters, of a closed set: the name of an API key, {@value #OIDC} for
 *     whoever has a token, {@value #ANONYMOUS} for all others
 * @param share whose share of the service's time the request has: the key, the token's owner, or
 *     the address. For nobody to read: it may tell who a person is
 */
public record RequestCaller(String name, String share) {

    static final String OIDC = "oidc";
    static final String ANONYMOUS = "anonymous";

    /** Names that no API key may have. */
    static final Set<String> OTHERS = Set.of(OIDC, ANONYMOUS);

    /** The attribute of an identity that came from an API key: the key's name. */
    static final String KEY = "ct-attention.api-key";

    private static final int IPV6_BYTES = 16;
    private static final int NETWORK_BYTES = 8;

    /**
     * Tells who made a request.
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
        return new RequestCaller(ANONYMOUS, "address " + network(address));
    }

    /** Whoever has an address of IPv6 has a whole network of them, 64 bits wide. */
    static String network(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            return address;
        }
        try { // an address of IPv4 that is written as one of IPv6 becomes one of IPv4
            byte[] plain = InetAddress.getByAddress(bytes).getAddress();
            return HexFormat.of()
                    .formatHex(
                            plain.length == IPV6_BYTES
                                    ? Arrays.copyOf(plain, NETWORK_BYTES)
                                    : plain);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An address has 4 or 16 bytes", e);
        }
    }
}
