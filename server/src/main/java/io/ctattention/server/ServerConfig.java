package io.ctattention.server;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** The bounds of the service, decided when it starts. */
@ConfigMapping(prefix = "ct-attention.server")
public interface ServerConfig {

    /**
     * How requests share forward passes.
     *
     * @return the settings
     */
    Batching batching();

    /**
     * How many slices may wait for a forward pass. One caller may take at most as many places as
     * are left: half of them if it is alone, a third each if there are two. A request whose slices
     * do not all find a place is answered with 429. A caller is an API key, the owner of a token,
     * or else an address.
     *
     * @return the places, at least {@link #maxSlices()}, and twice that so that nobody fills it
     */
    @WithDefault("128")
    int queueSize();

    /**
     * How much work may wait, in forward passes, shared among callers like the places. A
     * classification counts as 1, most explanations as 2, and Score-CAM as 2 plus 1 for each
     * channel of the last convolution. Costly decoding adds 1 for each megabyte of pixels, and 1
     * for each scan of a JPEG over 4 million pixels. An empty queue accepts any request, which then
     * counts as half of the room.
     *
     * @return the forward passes, at least 1
     */
    @WithDefault("5000")
    long queueCost();

    /**
     * How long a request may take to arrive, and how long its slices may wait and be processed.
     *
     * @return the time, above zero
     */
    @WithDefault("30s")
    Duration deadline();

    /**
     * How many slices one request may contain.
     *
     * @return the slices, at least 1
     */
    @WithDefault("32")
    int maxSlices();

    /**
     * How many pixels a slice may have, width times height. Each worker holds one batch of slices
     * in memory, at up to 8 bytes per pixel, or up to 32 if a PNG of 16 bits and four channels is
     * one long row.
     *
     * @return the pixels, at least 1
     */
    @WithDefault("4000000")
    long maxPixels();

    /**
     * How much memory the bodies of all requests together may take, as they arrive; a request that
     * finds no room is answered with 429. A caller, which is the name of a key or token or else an
     * address, gets as much as it leaves free for others.
     *
     * @return the memory, at least the largest body that is allowed
     */
    @WithDefault("128M")
    MemorySize uploadMemory();

    /**
     * How many connections to a port an address may have; IPv6 addresses count as one if their
     * first 64 bits are the same. An idle connection is closed to make room for a new one. Behind a
     * proxy, all connections come from the address of the proxy: set this to {@code
     * quarkus.http.limits.max-connections} there, and let the proxy limit its callers.
     *
     * @return the connections, at least 1
     */
    @WithDefault("256")
    int connectionsPerAddress();

    /** How requests share forward passes. */
    interface Batching {

        /**
         * The maximum number of slices in one forward pass. By default, it is 8 for a model on a
         * GPU, and else 1: on a CPU a pass of 8 takes 8 times as long as one.
         *
         * @return the slices, at least 1
         */
        OptionalInt maxSize();

        /**
         * How long a slice waits for others that could share its forward pass. Without a delay, the
         * slices that arrive during one pass share the next.
         *
         * @return the time, zero for none
         */
        @WithDefault("0s")
        Duration maxDelay();

        /**
         * How many forward passes run at the same time.
         *
         * @return the passes, 0 for one for each core, which has one thread by default
         */
        @WithDefault("0")
        int workers();
    }
}
