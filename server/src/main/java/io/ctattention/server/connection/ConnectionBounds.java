package io.ctattention.server.connection;

import io.ctattention.server.ServerConfig;
import io.netty.channel.Channel;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.vertx.http.ManagementInterface;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.management.ManagementConfig;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Limits the connections of the service and, separately, those of the management port, and how long
 * a request may last after its answer.
 */
@Singleton
@Unremovable // BoundedTransport looks it up
class ConnectionBounds {

    private static final Logger LOG = Logger.getLogger(ConnectionBounds.class);

    /** Before whatever may answer. */
    private static final int FIRST = 20_000;

    private static final long SILENCE = TimeUnit.MINUTES.toNanos(1);

    private final Connections service;
    private final Connections management;
    private final int managementPort;
    private final AtomicLong said = new AtomicLong(System.nanoTime() - SILENCE);

    ConnectionBounds(ServerConfig config, VertxHttpConfig http, ManagementConfig management) {
        int perAddress = config.connectionsPerAddress();
        // Quarkus refuses those beyond its limit. It hears of a closed one a little later than we.
        int most = (int) (http.limits().maxConnections().orElse(Integer.MAX_VALUE) * 7L / 8);
        this.service = new Connections(most, perAddress);
        this.management = new Connections(most, perAddress);
        this.managementPort = management.determinePort(LaunchMode.current());
    }

    void register(@Observes Filters filters) {
        filters.register(ConnectionBounds::watch, FIRST);
    }

    void register(@Observes ManagementInterface port) {
        port.router().route().order(Integer.MIN_VALUE).handler(ConnectionBounds::watch);
    }

    private static void watch(RoutingContext context) {
        Channel channel = ((ConnectionBase) context.request().connection()).channel();
        Connections.begin(channel);
        context.addEndHandler(
                end -> {
                    Connections.end(channel);
                    Lingering.end(context);
                });
        context.next();
    }

    /**
     * Takes a connection in.
     *
     * @param port where the server was told to listen; tests say 0, and their ports share the
     *     bounds
     * @return false if it must be closed
     */
    boolean accept(int port, Channel channel) {
        boolean manages = port == managementPort && port != 0;
        boolean accepted = (manages ? management : service).accept(channel);
        if (!accepted) {
            say();
        }
        return accepted;
    }

    private void say() {
        long now = System.nanoTime();
        long last = said.get();
        if (now - last >= SILENCE && said.compareAndSet(last, now)) {
            LOG.warn(
                    "Closing connections: an address has reached"
                            + " ct-attention.server.connections-per-address, and none of its"
                            + " connections is idle. Behind a proxy, set it to"
                            + " quarkus.http.limits.max-connections");
        }
    }
}
