package io.ctattention.quarkus.runtime;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the models are loaded, with the network and device of each. */
@Readiness
@Singleton
class ModelsHealthCheck implements HealthCheck {

    private final LoadedModels models;

    ModelsHealthCheck(LoadedModels models) {
        this.models = models;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("CT Attention models").status(models.ready());
        models.all()
                .forEach(
                        model ->
                                response.withData(
                                        model.name(),
                                        "%s on %s".formatted(model.card().name(), model.device())));
        return response.build();
    }
}
