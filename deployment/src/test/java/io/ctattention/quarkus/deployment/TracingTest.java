package io.ctattention.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ctattention.image.ImageException;
import io.ctattention.model.SliceSource;
import io.ctattention.quarkus.CtClassifier;
import io.ctattention.quarkus.GradCamExplainer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TracingTest {

    private static final AttributeKey<String> MODEL = AttributeKey.stringKey("ct_attention.model");
    private static final AttributeKey<Long> SLICES = AttributeKey.longKey("ct_attention.slices");
    private static final AttributeKey<Long> UNREADABLE =
            AttributeKey.longKey("ct_attention.unreadable");

    @RegisterExtension
    static final QuarkusUnitTest APP =
            new QuarkusUnitTest()
                    .setForcedDependencies(
                            List.of(
                                    Dependency.of(
                                            "io.quarkus",
                                            "quarkus-opentelemetry",
                                            System.getProperty("test.quarkus.version"))))
                    .withApplicationRoot(
                            jar ->
                                    jar.addClasses(
                                            TestModels.class, TestSlices.class, Exporter.class))
                    .overrideConfigKey("quarkus.otel.traces.exporter", "cdi")
                    .overrideConfigKey("quarkus.otel.bsp.schedule.delay", "50ms")
                    .overrideConfigKey("quarkus.ct-attention.model", TestModels.cbam());

    static class Exporter {

        @Produces
        @Singleton
        InMemorySpanExporter exporter() {
            return InMemorySpanExporter.create();
        }
    }

    @Inject CtClassifier classifier;
    @Inject GradCamExplainer explainer;
    @Inject InMemorySpanExporter spans;
    @Inject OpenTelemetry telemetry;

    @BeforeEach
    void forget() {
        spans.reset();
    }

    @Test
    void aCallIsASpanWithItsModelAndSlicesAndWithoutItsAnswer() throws Exception {
        classifier.classify(
                List.of(
                        SliceSource.of("good", TestSlices.png(0)),
                        SliceSource.of("bad", new byte[] {1, 2, 3})));
        SpanData span = span("ct-attention classify");
        assertThat(span.getAttributes().asMap().keySet())
                .containsExactlyInAnyOrder(MODEL, SLICES, UNREADABLE);
        assertThat(span.getAttributes().get(MODEL)).isEqualTo("<default>");
        assertThat(span.getAttributes().get(SLICES)).isEqualTo(2);
        assertThat(span.getAttributes().get(UNREADABLE)).isEqualTo(1);
    }

    @Test
    void anAsynchronousCallIsAChildOfTheCallersSpan() {
        Span caller = telemetry.getTracer("test").spanBuilder("caller").startSpan();
        try (Scope scope = caller.makeCurrent()) {
            explainer
                    .explainAsync(
                            SliceSource.of("slice", TestSlices.png(0)),
                            io.ctattention.explanation.CamTarget.PREDICTION)
                    .await()
                    .atMost(Duration.ofSeconds(30));
        } finally {
            caller.end();
        }
        assertThat(span("ct-attention explain").getParentSpanId())
                .isEqualTo(caller.getSpanContext().getSpanId());
    }

    @Test
    void aDamagedSliceAloneIsCountedAsUnreadable() {
        assertThatThrownBy(() -> classifier.classify(new byte[] {1, 2, 3}))
                .isInstanceOf(ImageException.class);
        assertThat(span("ct-attention classify").getAttributes().get(UNREADABLE)).isEqualTo(1);
    }

    private SpanData span(String name) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () ->
                                spans.getFinishedSpanItems().stream()
                                        .filter(span -> span.getName().equals(name))
                                        .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }
}
