package io.ctattention.server.telemetry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Gives Quarkus' meters of requests labels of closed sets. It takes methods as they come, and paths
 * that nothing matched, too, until it drops those after the hundredth: those of the API among them.
 */
final class ClosedLabels {

    private static final String REQUESTS = "http.server.";
    private static final String METHOD = "method";
    private static final String URI = "uri";

    /** What Quarkus calls some paths. */
    private static final Set<String> QUARKUS =
            Set.of("root", "NOT_FOUND", "REDIRECTION", "UNKNOWN");

    @Produces
    @Singleton
    MeterFilter labels() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                return id.getName().startsWith(REQUESTS)
                        ? id.replaceTags(id.getTags().stream().map(ClosedLabels::closed).toList())
                        : id;
            }
        };
    }

    private static Tag closed(Tag tag) {
        return switch (tag.getKey()) {
            case METHOD -> Tag.of(METHOD, RequestWords.method(tag.getValue()));
            case URI ->
                    QUARKUS.contains(tag.getValue())
                            ? tag
                            : Tag.of(URI, RequestWords.path(tag.getValue()));
            default -> tag;
        };
    }
}
