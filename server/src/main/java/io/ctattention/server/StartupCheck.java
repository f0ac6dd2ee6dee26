package io.ctattention.server;

import io.ctattention.quarkus.CtModels;
import io.ctattention.quarkus.ModelName;
import io.ctattention.server.model.Models;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Set;

/** Refuses to start with invalid settings, before the port opens. */
@Singleton
class StartupCheck {

    private static final String PREFIX = "ct-attention.server.";

    void check(
            @Observes StartupEvent start,
            ServerConfig config,
            VertxHttpConfig http,
            CtModels models) {
        requireModels(models.names());
        atLeast("max-slices", config.maxSlices(), 1);
        atLeast("queue-size", config.queueSize(), config.maxSlices());
        atLeast("queue-cost", config.queueCost(), 1);
        atLeast("max-pixels", config.maxPixels(), 1);
        config.batching().maxSize().ifPresent(size -> atLeast("batching.max-size", size, 1));
        atLeast("batching.max-delay", config.batching().maxDelay().toMillis(), 0);
        atLeast("batching.workers", config.batching().workers(), 0);
        atLeast("connections-per-address", config.connectionsPerAddress(), 1);
        atLeast("deadline", config.deadline().toMillis(), 1);
        atLeast(
                "upload-memory",
                config.uploadMemory().asLongValue(),
                http.limits().maxBodySize().orElseThrow().asLongValue());
    }

    private static void requireModels(Set<String> names) {
        if (names.isEmpty()) {
            throw error(
                    "quarkus.ct-attention.model",
                    "No model is configured: set quarkus.ct-attention.model"
                            + " (QUARKUS_CT_ATTENTION_MODEL) to a model folder, or"
                            + " quarkus.ct-attention.\"name\".model for several");
        }
        if (names.contains(ModelName.DEFAULT) && names.contains(Models.DEFAULT)) {
            throw error(
                    "quarkus.ct-attention.model",
                    String.format(
                            Locale.ROOT,
                            "Two models are called %s, which is the name of"
                                    + " quarkus.ct-attention.model; rename the other",
                            Models.DEFAULT));
        }
    }

    private static void atLeast(String key, long value, long least) {
        if (value < least) {
            throw error(
                    PREFIX + key,
                    String.format(
                            Locale.ROOT,
                            "%s%s is %d; at least %d is needed",
                            PREFIX,
                            key,
                            value,
                            least));
        }
    }

    private static ConfigurationException error(String key, String message) {
        return new ConfigurationException(message, Set.of(key));
    }
}
