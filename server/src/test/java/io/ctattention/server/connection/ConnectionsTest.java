package io.ctattention.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

    private final Connections connections = new Connections(5, 3);

    private static EmbeddedChannel from(String address) {
        return new EmbeddedChannel() {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(address, 1);
            }
        };
    }

    private EmbeddedChannel accepted(String address) {
        EmbeddedChannel channel = from(address);
        assertThat(connections.accept(channel)).isTrue();
        return channel;
    }

    @Test
    void anAddressHasNoMoreThanItsBoundAndTheLongestIdleGivesWay() {
        EmbeddedChannel first = accepted("10.0.0.1");
        EmbeddedChannel second = accepted("10.0.0.1");
        EmbeddedChannel third = accepted("10.0.0.1");
        Connections.begin(first);
        Connections.end(first);
        accepted("10.0.0.1");
        assertThat(second.isOpen()).isFalse();
        assertThat(first.isOpen()).isTrue();
        accepted("10.0.0.1");
        assertThat(third.isOpen()).isFalse();
        assertThat(first.isOpen()).isTrue();
    }

    @Test
    void oneWhoseRequestIsNotAnsweredStaysAndTheNewOneIsRefused() {
        for (int i = 0; i < 3; i++) {
            EmbeddedChannel busy = accepted("10.0.0.1");
            Connections.begin(busy);
            Connections.begin(busy); // another stream
            Connections.end(busy);
        }
        assertThat(connections.accept(from("10.0.0.1"))).isFalse();
        accepted("10.0.0.2");
    }

    @Test
    void whenThePortIsFullWhoeverHasMostGivesWay() {
        EmbeddedChannel most = accepted("10.0.0.1");
        accepted("10.0.0.1");
        accepted("10.0.0.1");
        EmbeddedChannel second = accepted("10.0.0.2");
        EmbeddedChannel third = accepted("10.0.0.3");
        accepted("10.0.0.4");
        assertThat(most.isOpen()).isFalse();
        assertThat(second.isOpen()).isTrue();
        assertThat(third.isOpen()).isTrue();
    }

    @Test
    void whatIsClosedDoesNotCount() {
        for (int i = 0; i < 10; i++) {
            EmbeddedChannel busy = accepted("10.0.0.1");
            Connections.begin(busy);
            busy.close();
            Connections.end(busy);
        }
        accepted("10.0.0.1");
    }

    @Test
    void aNetworkOfIpv6IsOneCaller() {
        EmbeddedChannel first = accepted("2001:db8:0:1::1");
        accepted("2001:db8:0:1::2");
        accepted("2001:db8:0:1:ffff::3");
        accepted("2001:db8:0:1::4");
        assertThat(first.isOpen()).isFalse();
        EmbeddedChannel other = accepted("2001:db8:0:2::1");
        assertThat(other.isOpen()).isTrue();
    }
}
