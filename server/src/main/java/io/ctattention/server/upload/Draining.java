package io.ctattention.server.upload;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Knows when the service takes no more work: from {@code quarkus.shutdown.delay} after it was told
 * to stop. Else callers that go on sending would keep it busy until its time is over, and what is
 * under way then would be lost.
 */
@Singleton
class Draining {

    private final Duration delay;
    private volatile Long end;

    Draining(@ConfigProperty(name = "quarkus.shutdown.delay") Duration delay) {
        this.delay = delay;
    }

    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        end = System.nanoTime() + delay.toNanos();
    }

    boolean begun() {
        return end != null && System.nanoTime() - end >= 0;
    }
}
