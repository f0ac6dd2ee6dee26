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
     * How many slices may wait for a forward pass. Of one caller no more wait than places are left:
     * half of them if he is alone, a third each if they are two. A request whose slices do not all
     * find a place is answered with 429. A caller is an API key, the owner of a token, or else an
     * address.
     *
     * @return the places, at least {@link #maxSlices()}, and twice that so that nobody fills it
     */
    @WithDefault("128")
    int queueSize();

    /**
     * How much work may wait, in forward passes; shared out among callers as the places are. A
     * classification counts as 1, most explanations as 2, Score-CAM as 2 and 1 for each channel of
     * the last convolution, and what is costly to decode as some more: 1 for each megabyte of
     * pixels, and 1 for each scan of a JPEG over 4 million pixels. An empty queue takes any
     * request, which then counts as half of the room.
     *
     * @return the forward passes, at least 1
     */
    @WithDefault("5000")
    long queueCost();

    /**
     * How long a request may take to arrive, and how long its slices may wait and be worked on.
     *
     * @return the time, above zero
     */
    @WithDefault("30s")
    Duration deadline();

    /**
     * How many slices one request may bring.
     *
     * @return the slices, at least 1
     */
    @WithDefault("32")
    int maxSlices();

    /**
     * How many pixels a slice may have, width times height. As many slices as fit into a batch, for
     * each of the workers, are in memory at a time, at up to 8 bytes a pixel, and up to 32 where a
     * PNG of 16 bits and four channels is one long row.
     *
     * @return the pixels, at least 1
     */
    @WithDefault("4000000")
    long maxPixels();

    /**
     * How much memory the bodies of all requests together may take, as they arrive; a request that
     * finds no room is answered with 429. A caller, which is a key's or token's name or else an
     * address, gets as much as he leaves free for others.
     *
     * @return the memory, at least the largest body that is allowed
     */
    @WithDefault("128M")
    MemorySize uploadMemory();

    /**
     * How many connections to a port an address may have; of IPv6, those that begin with the same
     * 64 bits. One that is idle gives way to a new one. Behind a proxy that does not hand on its
     * connections all come from its address: set this to {@code
     * quarkus.http.limits.max-connections} there, and let the proxy bound its own callers.
     *
     * @return the connections, at least 1
     */
    @WithDefault("256")
    int connectionsPerAddress();

    /** How requests share forward passes. */
    interface Batching {

        /**
         * The most slices in one forward pass; 1 answers one at a time. Without it 8 where a model
         * computes on a GPU, and else 1: on a CPU a pass of 8 takes 8 times as long as one.
         *
         * @return the slices, at least 1
         */
        OptionalInt maxSize();

        /**
         * How long a slice waits for others that could share its forward pass. Without a delay
         * those share one that arrived while an earlier one ran.
         *
         * @return the time, zero for none
         */
        @WithDefault("0s")
        Duration maxDelay();

        /**
         * How many forward passes run at a time.
         *
         * @return the passes, 0 for one for each core, which has one thread by default
         */
        @WithDefault("0")
        int workers();
    }
}
