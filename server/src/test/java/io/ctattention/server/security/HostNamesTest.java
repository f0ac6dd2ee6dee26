package io.ctattention.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.HostAndPort;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTest {

    private final HostNames loopback = HostNames.of("127.0.0.1", List.of("CT.ward.example"));
    private final HostNames everywhere = HostNames.of("0.0.0.0", List.of());

    private static HostAndPort asked(String authority) {
        return HostAndPort.parseAuthority(authority, -1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost:8080",
                "localhost.",
                "127.0.0.1:8080",
                "127.1.2.3",
                "[::1]:8080",
                "[0:0:0:0:0:0:0:1]",
                "ct.ward.example:443"
            })
    void whatItIsCalledIsKnown(String authority) {
        assertThat(loopback.know(asked(authority))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "notlocalhost",
                "ward.example",
                "x.ct.ward.example",
                "2130706433",
                "0x7f.1",
                "127.1",
                "[::ffff:10.0.0.1]",
                "10.0.0.1",
                "",
                ":8080",
                "localhost:http",
                "evil@localhost"
            })
    void whatItIsNotCalledIsNotKnown(String authority) {
        assertThat(loopback.know(asked(authority))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "10.0.0.1:8080", "[2001:db8::1]:8080", "127.0.0.1"})
    void wherePeersReachItAnyAddressIsKnown(String authority) {
        assertThat(everywhere.know(asked(authority))).isTrue();
        assertThat(everywhere.know(asked("evil.example"))).isFalse();
    }
}
