package io.ctattention.server;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.function.IntSupplier;

/**
 * Meters of the service, all named {@code ct.attention.server.*}. Requests and their latencies are
 * {@code http.server.requests}.
 */
@Singleton
class ServerMeters {

    private static final String PREFIX = "ct.attention.server.";

    private final MeterRegistry registry;
    private final DistributionSummary batches;

    ServerMeters(MeterRegistry registry) {
        this.registry = registry;
        batches =
                DistributionSummary.builder(PREFIX + "batch")
                        .description("Slices in a forward pass")
                        .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64)
                        .register(registry);
    }

    void batch(int slices) {
        batches.record(slices);
    }

    void queue(IntSupplier size) {
        Gauge.builder(PREFIX + "queue", size::getAsInt)
                .description("Slices that wait for a forward pass")
                .register(registry);
    }

    void undecodable(ProblemType reason) {
        registry.counter(PREFIX + "decode.failures", "reason", reason.word()).increment();
    }

    /** Sums over many slices: which of them it was cannot be told from it. */
    void decision(String model, String decision) {
        registry.counter(PREFIX + "decisions", "model", Models.word(model), "class", decision)
                .increment();
    }
}
