package io.ctattention.quarkus.runtime;

import jakarta.enterprise.event.Event;
import org.jboss.logging.Logger;

/** Fires CDI events to observers of both kinds. */
public final class Events {

    private static final Logger LOG = Logger.getLogger(Events.class);

    private Events() {}

    /** Fires an event; an observer that fails is logged and does not stop the others. */
    public static <T> void fire(Event<T> event, T payload) {
        try {
            event.fire(payload);
        } catch (RuntimeException e) {
            LOG.errorf(e, "An observer of %s failed", payload.getClass().getSimpleName());
        }
        event.fireAsync(payload)
                .exceptionally(
                        failure -> {
                            LOG.errorf(
                                    failure,
                                    "An asynchronous observer of %s failed",
                                    payload.getClass().getSimpleName());
                            return payload;
                        });
    }
}
