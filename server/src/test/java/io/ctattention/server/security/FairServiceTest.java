package io.ctattention.server.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.ctattention.server.LogLines;
import io.ctattention.server.Meters;
import io.ctattention.server.Phantoms;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Two keys: one sends as much costly work as it may, the other a slice now and then. */
@QuarkusTest
@TestProfile(FairServiceTest.Profile.class)
class FairServiceTest {

    private static final int SLICES = 64;

    /** Minutes would be what starving takes. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final String COSTLY = "/v1/explanations?method=scorecam";

    public static class Profile extends SecurityProfile {
        @Override
        Map<String, String> security() {
            return Map.of(
                    "ct-attention.server.max-slices",
                    String.valueOf(SLICES),
                    "ct-attention.server.deadline",
                    "300s",
                    "ct-attention.server.api-keys",
                    // printf KEY | sha256sum
                    "greedy:2c6bb71b8e12baaaa46b5e6f0bb8d5b852c326287fba956c1d0a6080536076f1,"
                            + "ward-a:9e24b55356ef2a121ab5fd1a3ee8a3c9191e837f3853e399a369e9044ff183f7");
        }
    }

    @TestHTTPResource URI service;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** A request of as many slices as one may have; made before time matters. */
    private static byte[] slices() {
        byte[] slice = Phantoms.png(1);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < SLICES; i++) {
            body.writeBytes(
                    latin(
                            "--cut\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\n"));
            body.writeBytes(slice);
            body.writeBytes(latin("\r\n"));
        }
        body.writeBytes(latin("--cut--"));
        return body.toByteArray();
    }

    /** Without a time limit of its own, which RestAssured would have. */
    private CompletableFuture<HttpResponse<String>> greedy(byte[] body) {
        HttpRequest request =
                HttpRequest.newBuilder(service.resolve(COSTLY))
                        .header("X-API-Key", "fixed-key")
                        .header("Content-Type", "multipart/form-data; boundary=cut")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void classify() {
        given().header("X-API-Key", "first-key")
                .body(Phantoms.png(2))
                .post("/v1/classifications")
                .then()
                .statusCode(200)
                .body("slices", hasSize(1));
    }

    @Test
    void oneCallersCostlySlicesKeepNobodyElseWaiting() throws Exception {
        classify(); // everything is loaded
        byte[] body = slices();
        CompletableFuture<HttpResponse<String>> greedy = greedy(body);
        await().pollInterval(Duration.ofMillis(5))
                .until(() -> greedy.isDone() || waiting() >= SLICES / 2);
        CompletableFuture<HttpResponse<String>> more = greedy(body);
        assertTimeout(SOON, FairServiceTest::classify);
        assertThat(waiting()).as("the greedy one's slices that still wait").isPositive();
        assertThat(more.get().statusCode()).as("half of the queue is his").isEqualTo(429);
        assertTimeout(SOON, FairServiceTest::classify);
        greedy.cancel(true); // he hangs up
        await("his slices leave the queue").atMost(SOON).until(() -> waiting() == 0);
    }

    private static double waiting() {
        return Meters.value("ct_attention_server_queue ");
    }

    @Test
    void whoCalledIsSeenInLogAndMetersByTheNameOfTheKey() throws Exception {
        try (LogLines lines = new LogLines("io.ctattention.server.access")) {
            double before = requests("ward-a", 200);
            classify();
            given().header("X-API-Key", "wrong").get("/v1/models").then().statusCode(401);
            lines.await("POST /v1/classifications 200 \\d+ [\\d.]+ ward-a");
            lines.await("GET /v1/models 401 \\d+ [\\d.]+ anonymous");
            assertThat(requests("ward-a", 200)).isEqualTo(before + 1);
            assertThat(lines.all()).noneMatch(l -> l.contains("first-key") || l.contains("9e24b5"));
        }
        assertThat(requests("anonymous", 401)).isPositive();
        assertThat(Meters.text()).doesNotContain("first-key").doesNotContain("9e24b5");
    }

    private static double requests(String caller, int status) {
        return Meters.value(
                "ct_attention_server_requests_total{caller=\"" + caller + "\",status=\"" + status);
    }
}
