package io.ctattention.server.security;

import io.ctattention.server.security.SecurityConfig.Authentication;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * Whether callers must authenticate.
 *
 * @param required whether they have to
 * @param exposed whether anybody may call, from other machines too
 * @param message what the log says about it
 */
record Access(boolean required, boolean exposed, String message) {

    private static final String PROPERTY = "ct-attention.server.authentication";
    private static final String HOST = "quarkus.http.host";
    private static final String KEYS =
            String.format(
                    Locale.ROOT,
                    "give API keys (%s or %s)",
                    ApiKeys.PROPERTY,
                    ApiKeys.FILE_PROPERTY);
    private static final String OIDC =
            "configure OIDC (quarkus.oidc.tenant-enabled=true and quarkus.oidc.auth-server-url)";

    /**
     * Decides.
     *
     * @param setting what the configuration says
     * @param host where the service listens
     * @param keys whether API keys are configured
     * @param oidc whether OIDC is configured
     * @throws ConfigurationException if the service must not start
     */
    static Access decide(Authentication setting, String host, boolean keys, boolean oidc) {
        if (setting == Authentication.NONE) {
            boolean exposed = !loopback(host);
            return new Access(
                    false,
                    exposed,
                    exposed
                            ? String.format(
                                    Locale.ROOT,
                                    "%s is none and %s is %s: everyone who can reach this address"
                                            + " may use the service",
                                    PROPERTY,
                                    HOST,
                                    host)
                            : String.format(
                                    Locale.ROOT,
                                    "%s is none: every program on this machine may use the service",
                                    PROPERTY));
        }
        if (keys || oidc) {
            String means = keys && oidc ? "API keys and OIDC" : keys ? "API keys" : "OIDC";
            return new Access(true, false, "Callers of /v1 are authenticated by " + means);
        }
        if (setting == Authentication.REQUIRED) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "%s is required, but no authentication is configured. Either %s, or %s,"
                                    + " or set %s=none",
                            PROPERTY,
                            KEYS,
                            OIDC,
                            PROPERTY),
                    Set.of(PROPERTY));
        }
        if (!loopback(host)) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "%s is %s, which other machines can reach, but no authentication is"
                                    + " configured. Either %s, or %s, or set %s=none to let"
                                    + " everyone in. A loopback address such as 127.0.0.1 needs"
                                    + " none of these",
                            HOST,
                            host,
                            KEYS,
                            OIDC,
                            PROPERTY),
                    Set.of(HOST, PROPERTY));
        }
        return new Access(
                false,
                false,
                "Open to every program on this machine: neither API keys nor OIDC are configured");
    }

    // A name may stand for several addresses, and the server may listen on any of them.
    static boolean loopback(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host))
                    .allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
