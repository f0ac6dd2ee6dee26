package io.ctattention.server.telemetry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import io.ctattention.server.Phantoms;
import io.ctattention.server.ServedModel;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(StageSpansTest.Traced.class)
class StageSpansTest {

    public static class Traced extends ServedModel {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
            overrides.put("quarkus.otel.sdk.disabled", "false");
            overrides.put("quarkus.otel.traces.exporter", "cdi");
            overrides.put("quarkus.otel.bsp.schedule.delay", "50ms");
            overrides.put("test.spans", "true");
            return overrides;
        }
    }

    @Singleton
    static class Exporter {

        @Produces
        @Singleton
        @IfBuildProperty(name = "test.spans", stringValue = "true")
        InMemorySpanExporter exporter() {
            return InMemorySpanExporter.create();
        }
    }

    @Inject InMemorySpanExporter exported;

    @BeforeEach
    void forget() {
        exported.reset();
    }

    private List<SpanData> spansAfter(String path, int expected) {
        given().body(Phantoms.png(1)).post(path).then().statusCode(200);
        await().until(() -> exported.getFinishedSpanItems().size() >= expected);
        return exported.getFinishedSpanItems();
    }

    @Test
    void aClassificationShowsItsStagesUnderItsRequest() throws Exception {
        assertStages(spansAfter("/v1/classifications", 4), "queue", "decode", "forward");
    }

    @Test
    void anExplanationShowsItsStagesUnderItsRequest() throws Exception {
        assertStages(spansAfter("/v1/explanations", 4), "queue", "decode", "explain");
    }

    @Test
    void aRequestsSpanHasNothingThatTheCallerWroteOrIs() throws Exception {
        given().header("User-Agent", "Jane")
                .header("X-Forwarded-For", "Jane")
                .body(Phantoms.png(1))
                .post("/v1/classifications?patient=Jane")
                .then()
                .statusCode(200);
        given().get("/v1/patients/Jane").then().statusCode(404);
        given().request("JANE", "/Jane").then().statusCode(greaterThanOrEqualTo(400));
        await().until(() -> requests().size() >= 3);
        assertThat(requests())
                .hasSize(3)
                .allSatisfy(
                        span -> {
                            assertThat(span.getName()).doesNotContainIgnoringCase("jane");
                            assertThat(span.getAttributes().asMap().values().toString())
                                    .doesNotContainIgnoringCase("jane")
                                    .doesNotContain("127.0.0.1");
                        });
        assertThat(requests())
                .extracting(span -> span.getAttributes().get(AttributeKey.stringKey("url.path")))
                .containsExactlyInAnyOrder("/v1/classifications", "-", "-");
    }

    private List<SpanData> requests() {
        return exported.getFinishedSpanItems().stream()
                .filter(span -> span.getKind() == SpanKind.SERVER)
                .toList();
    }

    private static void assertStages(List<SpanData> spans, String... stages) {
        SpanData request =
                spans.stream()
                        .filter(span -> span.getKind() == SpanKind.SERVER)
                        .findFirst()
                        .orElseThrow();
        assertThat(spans)
                .filteredOn(span -> span != request)
                .extracting(SpanData::getName)
                .containsExactlyInAnyOrder(stages);
        assertThat(spans)
                .filteredOn(span -> span != request)
                .allSatisfy(
                        span -> {
                            assertThat(span.getParentSpanId()).isEqualTo(request.getSpanId());
                            assertThat(span.getStartEpochNanos())
                                    .isLessThanOrEqualTo(span.getEndEpochNanos());
                            assertThat(span.getAttributes().asMap().toString())
                                    .doesNotContain("COVID");
                        });
    }
}
