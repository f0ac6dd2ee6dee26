package io.ctattention.server.connection;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The connections of a port. An address may have a limited number, and an idle one is closed to
 * make room for a new one: of the same address when that has reached its bound, of whoever has most
 * when the port has. One whose request is not answered yet is never closed.
 */
final class Connections {

    /**
     * Dev mode loads this class again, and the connections stay: each class has a key of its own.
     */
    private static final AttributeKey<Connection> CONNECTION =
            AttributeKey.valueOf(
                    Connections.class.getName() + System.identityHashCode(Connections.class));

    private final int most;
    private final int perAddress;
    private final Map<String, Caller> callers = new HashMap<>();
    private int open;

    /**
     * Creates the bounds.
     *
     * @param most connections from which on idle ones of any address give way
     * @param perAddress connections of an address
     */
    Connections(int most, int perAddress) {
        this.most = most;
        this.perAddress = perAddress;
    }

    /** What an address has: its idle connections in the order in which they became so. */
    private static final class Caller {
        private final Set<Connection> idle = new LinkedHashSet<>();
        private int open;
    }

    /** A connection, until it is closed or told to. */
    private final class Connection {
        private final Channel channel;
        private final String address;
        private int requests;
        private boolean gone;

        private Connection(Channel channel, String address) {
            this.channel = channel;
            this.address = address;
        }

        private void change(int more) {
            synchronized (Connections.this) {
                requests += more;
                if (!gone) {
                    Set<Connection> idle = callers.get(address).idle;
                    if (requests == 0) {
                        idle.add(this);
                    } else {
                        idle.remove(this);
                    }
                }
            }
        }
    }

    /**
     * Takes a new connection in.
     *
     * @return whether there was room, or another one gave way; if not, the caller closes it
     */
    boolean accept(Channel channel) {
        if (!(channel.remoteAddress() instanceof InetSocketAddress peer)) {
            return true; // a domain socket
        }
        String address = PeerAddress.of(peer.getAddress().getHostAddress());
        Optional<Connection> leaving;
        synchronized (this) {
            Caller caller = callers.get(address);
            if (caller != null && caller.open >= perAddress) {
                leaving = longestIdle(caller);
                if (leaving.isEmpty()) {
                    return false;
                }
            } else {
                leaving = open < most ? Optional.empty() : longestIdle();
            }
            leaving.ifPresent(this::remove);
            add(new Connection(channel, address));
        }
        leaving.ifPresent(connection -> connection.channel.close());
        return true;
    }

    private void add(Connection connection) {
        Caller caller = callers.computeIfAbsent(connection.address, absent -> new Caller());
        caller.open++;
        caller.idle.add(connection);
        open++;
        connection.channel.attr(CONNECTION).set(connection);
        connection.channel.closeFuture().addListener(closed -> remove(connection));
    }

    private synchronized void remove(Connection connection) {
        if (connection.gone) {
            return;
        }
        connection.gone = true;
        Caller caller = callers.get(connection.address);
        caller.idle.remove(connection);
        open--;
        if (--caller.open == 0) {
            callers.remove(connection.address);
        }
    }

    private static Optional<Connection> longestIdle(Caller caller) {
        Iterator<Connection> idle = caller.idle.iterator();
        return idle.hasNext() ? Optional.of(idle.next()) : Optional.empty();
    }

    private Optional<Connection> longestIdle() {
        return callers.values().stream()
                .filter(caller -> !caller.idle.isEmpty())
                .max(Comparator.comparingInt(caller -> caller.open))
                .flatMap(Connections::longestIdle);
    }

    /** Reports that a request has arrived. */
    static void begin(Channel channel) {
        change(channel, 1);
    }

    /** Reports that a request was answered, or that its caller left. */
    static void end(Channel channel) {
        change(channel, -1);
    }

    private static void change(Channel channel, int requests) {
        Connection connection = channel.attr(CONNECTION).get();
        if (connection != null) {
            connection.change(requests);
        }
    }
}
