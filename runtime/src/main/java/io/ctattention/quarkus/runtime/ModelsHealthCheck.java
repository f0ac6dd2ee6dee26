package io.ctattention.quarkus.runtime;

import jakarta.inject.Singleton;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the models are loaded, with the network, device and hash of each. */
@Readiness
@Singleton
class ModelsHealthCheck implements HealthCheck {

    /** As many digits of a hash as tell models apart. */
    private static final int HASH = 12;

    private final LoadedModels models;

    ModelsHealthCheck(LoadedModels models) {
        this.models = models;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("CT Attention models").status(models.ready());
        for (ModelSlot slot : models.all()) {
            LoadedModel model = slot.current();
            response.withData(
                    slot.name(),
                    String.format(Locale.ROOT, "%s on %s", model.card().name(), model.device()));
            response.withData(
                    slot.name() + ".sha256", model.card().parametersSha256().substring(0, HASH));
            slot.refusal().ifPresent(fault -> response.withData(slot.name() + ".refused", fault));
        }
        return response.build();
    }
}
