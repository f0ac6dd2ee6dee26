package io.ctattention.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.quarkus.CtClassifier;
import io.ctattention.quarkus.runtime.telemetry.CallObserver;
import io.quarkus.arc.All;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Health, meters and spans are off although the application has their extensions. */
class SwitchedOffTest {

    @RegisterExtension
    static final QuarkusUnitTest APP =
            new QuarkusUnitTest()
                    .setForcedDependencies(
                            Stream.of(
                                            "quarkus-opentelemetry",
                                            "quarkus-micrometer",
                                            "quarkus-smallrye-health")
                                    .map(
                                            extension ->
                                                    Dependency.of(
                                                            "io.quarkus",
                                                            extension,
                                                            System.getProperty(
                                                                    "test.quarkus.version")))
                                    .toList())
                    .withApplicationRoot(jar -> jar.addClasses(TestModels.class, TestSlices.class))
                    .overrideConfigKey("quarkus.otel.traces.exporter", "none")
                    .overrideConfigKey("quarkus.ct-attention.health.enabled", "false")
                    .overrideConfigKey("quarkus.ct-attention.metrics.enabled", "false")
                    .overrideConfigKey("quarkus.ct-attention.tracing.enabled", "false")
                    .overrideConfigKey("quarkus.ct-attention.model", TestModels.cbam());

    @Inject CtClassifier classifier;
    @Inject @All List<CallObserver> observers;
    @Inject @Any Instance<HealthCheck> checks;

    @Test
    void nothingWatchesTheCalls() throws Exception {
        assertThat(observers).isEmpty();
        assertThat(checks.stream().map(check -> check.getClass().getName()))
                .noneMatch(name -> name.startsWith("io.ctattention"));
        assertThat(classifier.classify(TestSlices.png(0)).probabilities()).hasSize(2);
    }
}
