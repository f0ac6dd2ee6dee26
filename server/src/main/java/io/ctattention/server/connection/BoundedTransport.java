package io.ctattention.server.connection;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.quarkus.arc.Arc;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.spi.VertxServiceProvider;
import org.jboss.logging.Logger;

/**
 * Shows every connection to {@link ConnectionBounds} when it is accepted. Quarkus and Vert.x tell
 * nobody of a connection before its first request, and those that send none are what must be
 * bounded.
 *
 * <p>Vert.x finds this class as a service.
 */
public final class BoundedTransport implements VertxServiceProvider {

    private static final Logger LOG = Logger.getLogger(BoundedTransport.class);

    @Override
    public void init(VertxBuilder builder) {
        if (builder.findTransport() instanceof JDKTransport) {
            builder.findTransport(new Accepting());
        } else {
            LOG.warn(
                    "ct-attention.server.connections-per-address has no effect with"
                            + " quarkus.vertx.prefer-native-transport");
        }
    }

    private static final class Accepting extends JDKTransport {

        @Override
        public void configure(
                NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
            super.configure(options, domainSocket, bootstrap);
            ConnectionBounds bounds = Arc.container().instance(ConnectionBounds.class).get();
            int port = options.getPort();
            bootstrap.handler(
                    new ChannelInboundHandlerAdapter() {
                        @Override
                        public void channelRead(ChannelHandlerContext context, Object accepted) {
                            Channel channel = (Channel) accepted;
                            if (bounds.accept(port, channel)) {
                                context.fireChannelRead(channel);
                            } else {
                                channel.unsafe().closeForcibly(); // no event loop has it yet
                            }
                        }
                    });
        }
    }
}
