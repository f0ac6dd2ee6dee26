package io.ctattention.server.connection;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The caller behind an address. The owner of one IPv6 address has all 2^64 that begin alike (RFC
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
     * @return the address or, of IPv6, its network, in hexadecimal digits; anything else unchanged
     */
    public static String of(String address) {
        byte[] bytes = address == null ? null : NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            return String.valueOf(address);
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
