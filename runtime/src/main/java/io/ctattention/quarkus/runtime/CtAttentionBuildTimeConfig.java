package io.ctattention.quarkus.runtime;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What watches the models, decided when the application is built. */
@ConfigMapping(prefix = "quarkus.ct-attention")
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
public interface CtAttentionBuildTimeConfig {

    /**
     * Readiness, where the application has `quarkus-smallrye-health`.
     *
     * @return the switch
     */
    Switch health();

    /**
     * Meters, where the application has `quarkus-micrometer`.
     *
     * @return the switch
     */
    Switch metrics();

    /**
     * Spans, where the application has `quarkus-opentelemetry`.
     *
     * @return the switch
     */
    Switch tracing();

    /** A switch. */
    @ConfigGroup
    interface Switch {

        /**
         * Whether it is on.
         *
         * @return true unless it was switched off
         */
        @WithDefault("true")
        boolean enabled();
    }
}
