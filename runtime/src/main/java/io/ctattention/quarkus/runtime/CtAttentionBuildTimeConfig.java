package io.ctattention.quarkus.runtime;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** What watches the models, decided when the application is built. */
@ConfigMapping(prefix = "quarkus.ct-attention")
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
public interface CtAttentionBuildTimeConfig {

    /**
     * Whether the readiness check reports the models and the liveness check their devices, if the
     * application has `quarkus-smallrye-health`.
     *
     * @return true unless it was switched off
     */
    @WithName("health.enabled")
    @WithDefault("true")
    boolean health();

    /**
     * Whether calls, slices and epochs are counted and timed, if the application has
     * `quarkus-micrometer`.
     *
     * @return true unless it was switched off
     */
    @WithName("metrics.enabled")
    @WithDefault("true")
    boolean metrics();

    /**
     * Whether calls are traced as spans, if the application has `quarkus-opentelemetry`.
     *
     * @return true unless it was switched off
     */
    @WithName("tracing.enabled")
    @WithDefault("true")
    boolean tracing();
}
