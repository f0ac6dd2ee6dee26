package io.ctattention.quarkus.runtime.telemetry;

import io.ctattention.quarkus.EpochFinished;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.CancellationException;

/**
 * Meters: {@code ct.attention.calls} times every call by operation, model and outcome; {@code
 * ct.attention.slices} counts slices by operation, model and whether they could be read; {@code
 * ct.attention.epochs} counts the epochs trained. What a slice was classified as is no meter: it
 * says something about a patient.
 */
@Singleton
public class MicrometerObserver implements CallObserver {

    private final MeterRegistry registry;

    MicrometerObserver(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Observation begin(Call call) {
        Timer.Sample sample = Timer.start(registry);
        Tags tags = Tags.of("operation", call.operation(), "model", call.model());
        return (unreadable, failure) -> {
            sample.stop(
                    registry.timer("ct.attention.calls", tags.and("outcome", outcome(failure))));
            if (failure == null && call.slices() > 0) {
                count(tags, "read", call.slices() - unreadable);
                count(tags, "unreadable", unreadable);
            }
        };
    }

    /** A caller who leaves is no failure. */
    private static String outcome(Throwable failure) {
        if (failure == null) {
            return "answered";
        }
        return failure instanceof CancellationException ? "given-up" : "failed";
    }

    private void count(Tags tags, String outcome, int slices) {
        registry.counter("ct.attention.slices", tags.and(Tag.of("outcome", outcome)))
                .increment(slices);
    }

    void count(@Observes EpochFinished epoch) {
        registry.counter("ct.attention.epochs").increment();
    }
}
