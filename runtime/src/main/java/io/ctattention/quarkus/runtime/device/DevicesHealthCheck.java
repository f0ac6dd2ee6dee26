package io.ctattention.quarkus.runtime.device;

import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/**
 * Alive unless a device fails repeatedly, as CUDA does until the process restarts. An answer in
 * between makes it alive again.
 */
@Liveness
@Singleton
public class DevicesHealthCheck implements HealthCheck {

    private final DeviceFailures failures;

    /**
     * Creates the check.
     *
     * @param failures what it tells
     */
    public DevicesHealthCheck(DeviceFailures failures) {
        this.failures = failures;
    }

    @Override
    public HealthCheckResponse call() {
        Map<String, Integer> inARow = failures.inARow();
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("CT Attention devices")
                        .status(
                                inARow.values().stream()
                                        .noneMatch(count -> count >= DeviceFailures.TOO_MANY));
        inARow.forEach((device, count) -> response.withData(device + ".failures", count));
        return response.build();
    }
}
