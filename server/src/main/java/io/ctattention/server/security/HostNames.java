package io.ctattention.server.security;

import io.netty.util.NetUtil;
import io.vertx.core.net.HostAndPort;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names that callers may ask a port by. A page from elsewhere can let its own name stand for an
 * address of ours (DNS rebinding), and the browser then takes our answers for the page's; the name
 * it asks by stays the page's. An address cannot be made to stand for another one.
 *
 * @param names in lower case
 * @param anyAddress whether addresses that are not of this machine's loopback are known, too
 */
record HostNames(Set<String> names, boolean anyAddress) {

    private static final String LOCAL = "localhost";

    /**
     * Returns the names of a port.
     *
     * @param host where it listens
     * @param more what else it is called
     */
    static HostNames of(String host, List<String> more) {
        return new HostNames(
                Stream.concat(Stream.of(LOCAL, host), more.stream())
                        .map(HostNames::plain)
                        .collect(Collectors.toSet()),
                !Access.loopback(host));
    }

    /**
     * Tells whether a caller may ask by this name.
     *
     * @param asked what the request's {@code Host} or {@code :authority} says; null if nothing that
     *     could be understood
     */
    boolean know(HostAndPort asked) {
        if (asked == null) {
            return false;
        }
        String name = plain(asked.host());
        return names.contains(name) || address(name);
    }

    private boolean address(String name) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(name);
        try {
            return bytes != null
                    && (anyAddress || InetAddress.getByAddress(bytes).isLoopbackAddress());
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Without what does not matter: case, the brackets of IPv6, the dot of the root. */
    private static String plain(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        String bare =
                lower.startsWith("[") && lower.endsWith("]")
                        ? lower.substring(1, lower.length() - 1)
                        : lower;
        return bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
    }
}
