package io.ctattention.quarkus.deployment;

import io.ctattention.quarkus.runtime.CtAttentionBuildTimeConfig;
import io.ctattention.quarkus.runtime.telemetry.MicrometerObserver;
import io.ctattention.quarkus.runtime.telemetry.TracingObserver;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.metrics.MetricsCapabilityBuildItem;
import io.quarkus.runtime.metrics.MetricsFactory;
import io.quarkus.smallrye.health.deployment.spi.HealthBuildItem;
import java.util.Optional;

/** Readiness, liveness, meters and spans, each only where the application has that extension. */
class ObservabilityProcessor {

    // Names, for an application without health checks lacks what these classes implement.
    private static final String READINESS = "io.ctattention.quarkus.runtime.ModelsHealthCheck";
    private static final String LIVENESS =
            "io.ctattention.quarkus.runtime.device.DevicesHealthCheck";

    @BuildStep
    HealthBuildItem readiness(CtAttentionBuildTimeConfig config) {
        return new HealthBuildItem(READINESS, config.health());
    }

    @BuildStep
    HealthBuildItem liveness(CtAttentionBuildTimeConfig config) {
        return new HealthBuildItem(LIVENESS, config.health());
    }

    @BuildStep
    void metrics(
            CtAttentionBuildTimeConfig config,
            Optional<MetricsCapabilityBuildItem> metrics,
            BuildProducer<AdditionalBeanBuildItem> beans) {
        boolean micrometer =
                metrics.isPresent() && metrics.get().metricsSupported(MetricsFactory.MICROMETER);
        if (micrometer && config.metrics()) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(MicrometerObserver.class));
        }
    }

    @BuildStep
    void tracing(
            CtAttentionBuildTimeConfig config,
            Capabilities capabilities,
            BuildProducer<AdditionalBeanBuildItem> beans) {
        boolean tracer = capabilities.isPresent(Capability.OPENTELEMETRY_TRACER);
        if (tracer && config.tracing()) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(TracingObserver.class));
        }
    }
}
