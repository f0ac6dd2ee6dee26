package io.ctattention.server.telemetry;

import io.ctattention.server.problem.ProblemType;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Meters of the service, all named {@code ct.attention.server.*}. Requests and their latencies are
 * {@code http.server.requests}.
 */
@Singleton
public class ServerMeters {

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

    /**
     * Counts a forward pass.
     *
     * @param slices how many slices it has
     */
    public void batch(int slices) {
        batches.record(slices);
    }

    /**
     * Shows what waits.
     *
     * @param size counts the slices
     * @param cost sums up their forward passes
     */
    public void queue(IntSupplier size, LongSupplier cost) {
        Gauge.builder(PREFIX + "queue", size::getAsInt)
                .description("Slices that wait for a forward pass")
                .register(registry);
        Gauge.builder(PREFIX + "queue.cost", cost::getAsLong)
                .description("What they cost, in forward passes")
                .register(registry);
    }

    /**
     * Counts a request.
     *
     * @param caller one of a closed set
     * @param status the answer's, or a word for none
     */
    void request(String caller, String status) {
        registry.counter(PREFIX + "requests", "caller", caller, "status", status).increment();
    }

    /**
     * Counts a slice that could not be read.
     *
     * @param reason why
     */
    public void undecodable(ProblemType reason) {
        registry.counter(PREFIX + "decode.failures", "reason", reason.id()).increment();
    }

    /**
     * Sums over many slices: which of them it was cannot be told from it.
     *
     * @param model its name in the configuration, as the extension's meters have it
     * @param decision the class
     */
    public void decision(String model, String decision) {
        registry.counter(PREFIX + "decisions", "model", model, "class", decision).increment();
    }
}
