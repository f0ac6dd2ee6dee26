package io.ctattention.server.connection;

import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Whom an address stands for. Whoever has one address of IPv6 has the 2^64 that begin alike (RFC
 * 4291, 2.5.4).
 */
public final class PeerAddress {

    private static final int IPV6_BYTES = 16;
    private static final int NETWORK_BYTES = 8;

    private PeerAddress() {}

    /**
     * Returns what addresses of the same caller have in common.
     *
     * @param address of IPv4 or IPv6, or whatever a proxy sent in place of one, or null
     * @return the address itself, or the network of one of IPv6
     */
    public static String of(String address) {
        byte[] bytes = address == null ? null : NetUtil.createByteArrayFromIpAddressString(address);
        return bytes != null && bytes.length == IPV6_BYTES
                ? HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES))
                : String.valueOf(address);
    }
}
