package io.ctattention.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "192.0.2.1, ::ffff:192.0.2.1, true",
        "2001:db8:1:2::1, 2001:db8:1:2:ffff::9, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "::1, 127.0.0.1, false",
        "unknown, unknown, true",
        "unknown, 192.0.2.1, false"
    })
    void anAddressIsACallerAndOfIPv6ItsNetworkIs(String one, String other, boolean same) {
        assertThat(PeerAddress.of(one).equals(PeerAddress.of(other))).isEqualTo(same);
    }
}
