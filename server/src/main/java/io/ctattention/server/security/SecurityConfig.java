package io.ctattention.server.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Who may call {@code /v1}. A key and its entry are made by
 *
 * <pre>
 * key=$(openssl rand -hex 32)
 * echo "X-API-Key: $key"
 * echo "ward-b:$(printf %s "$key" | sha256sum | cut -d ' ' -f 1)"
 * </pre>
 *
 * The first line goes to the caller, the second one into the configuration, which never holds the
 * key itself. Several entries may have the same name, so that a new key can be handed out before
 * the old one is taken away.
 */
@ConfigMapping(prefix = "ct-attention.server")
public interface SecurityConfig {

    /** The property of {@link #hosts()}. */
    String HOSTS = "ct-attention.server.hosts";

    /**
     * Whether callers must authenticate.
     *
     * @return the setting
     */
    @WithDefault("auto")
    Authentication authentication();

    /**
     * API keys, each as {@code name:sha256hex}: a name of letters, digits, dots, dashes and
     * underscores, and the SHA-256 hash of the key in hexadecimal digits.
     *
     * @return the entries
     */
    Optional<List<String>> apiKeys();

    /**
     * A file of API keys: a line holds one {@code name:sha256hex}; empty lines and those that begin
     * with {@code #} are ignored. It is checked every second, and changes take effect at once. A
     * change that cannot be read or is malformed is logged, and the keys stay as they were.
     *
     * @return the file
     */
    Optional<Path> apiKeysFile();

    /**
     * Host names that are accepted where no key is required: by the management port, and by the
     * service when it is open. {@code localhost}, loopback addresses and {@code quarkus.http.host}
     * ({@code quarkus.management.host}) are always accepted, and any address if the port listens on
     * an address other than loopback. Requests for other names get a 421, because a page from
     * another site can let its own name point to any address.
     *
     * @return host names, without ports
     */
    Optional<List<String>> hosts();

    /** Whether callers must authenticate. */
    enum Authentication {
        /**
         * Yes, if API keys or OIDC are configured. Without them the service is open, and starts on
         * a loopback address only.
         */
        AUTO,
        /** Yes; without API keys and OIDC the service does not start. */
        REQUIRED,
        /** No, on any address. */
        NONE
    }
}
