package io.ctattention.cli;

import io.smallrye.config.PropertiesConfigSourceLoader;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import io.smallrye.config.SysPropConfigSource;

/**
 * Keeps the settings of other programs away. Quarkus also reads {@code .env} and {@code
 * config/application.properties} in the current folder and every {@code QUARKUS_*} variable; these
 * are of whatever application lies or runs there, and would put its log lines around our JSON.
 */
public final class OwnSettings implements SmallRyeConfigBuilderCustomizer {

    private static final int OF_THE_JAR = 250; // Quarkus' own ordinal of it

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        builder.setAddDefaultSources(false)
                .setAddSystemSources(false)
                .setAddPropertiesSources(false)
                .withSources(new SysPropConfigSource())
                .withSources(
                        PropertiesConfigSourceLoader.inClassPath(
                                "application.properties", OF_THE_JAR, builder.getClassLoader()));
    }

    /** After Quarkus, which adds what is taken away here. */
    @Override
    public int priority() {
        return Integer.MAX_VALUE;
    }
}
