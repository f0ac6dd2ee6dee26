package io.ctattention.server.telemetry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.server.Meters;
import io.ctattention.server.Phantoms;
import io.ctattention.server.ServedModel;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Meters of a service that strangers send whatever they like. */
@QuarkusTest
@TestProfile(ServedModel.class)
class ClosedLabelsTest {

    private static final String LATENCIES =
            "http_server_requests_seconds_bucket{method=\"POST\",outcome=\"SUCCESS\",status=\"200\",uri=\"/v1/classifications\",le=\"+Inf\"}";

    @TestHTTPResource URI service;

    private static void classify() {
        given().body(Phantoms.png(1)).post("/v1/classifications").then().statusCode(200);
        given().body(Phantoms.png(1)).post("/v1/explanations").then().statusCode(200);
        given().queryParam("model", "ward-b")
                .body(Phantoms.png(1))
                .post("/v1/classifications")
                .then()
                .statusCode(200);
    }

    private static List<String> labels(String key) {
        return Pattern.compile(key + "=\"([^\"]*)\"")
                .matcher(Meters.text())
                .results()
                .map(MatchResult::group)
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * The service's own series and those of its libraries; Java's come and go with its collectors.
     */
    private static long series() {
        return Meters.text()
                .lines()
                .filter(line -> line.matches("(http|ct_attention|vertx|netty|worker)_.*"))
                .count();
    }

    private int strange(int times) throws Exception {
        URI management =
                URI.create(
                        String.format(
                                Locale.ROOT,
                                "http://127.0.0.1:%d",
                                ConfigProvider.getConfig()
                                        .getValue("quarkus.management.test-port", int.class)));
        int answers = 0;
        for (URI port : List.of(service, management)) {
            RawRequests requests = new RawRequests(port);
            answers += requests.send("INVENTED# /v1/classifications", times);
            answers += requests.send("INVENTED# /q/metrics", times);
            answers += requests.send("GET /Invented-#", times);
            answers += requests.send("GET /v1/Invented-#", times);
            answers += requests.send("GET /v1/models/Invented-#", times);
            answers += requests.send("HEAD /Invented-#", times);
            answers += requests.send("OPTIONS /v1/models/Invented-#", times);
            answers += requests.send("DELETE /v1/classifications/Invented-#", times);
        }
        return answers;
    }

    @Test
    void thousandsOfInventedMethodsAndPathsMakeNoSeriesAndCostNone() throws Exception {
        classify();
        strange(1);
        long before = series();
        double classified = Meters.value(LATENCIES);
        assertThat(classified).isPositive();

        assertThat(strange(500)).isGreaterThan(5_000);
        classify();

        assertThat(series()).isEqualTo(before);
        assertThat(Meters.value(LATENCIES)).isEqualTo(classified + 2);
        assertThat(Meters.text()).doesNotContainIgnoringCase("invented");
        assertThat(labels("method"))
                .containsExactly(
                        "method=\"GET\"",
                        "method=\"HEAD\"",
                        "method=\"OPTIONS\"",
                        "method=\"OTHER\"",
                        "method=\"POST\"");
        assertThat(labels("uri"))
                .contains("uri=\"/v1/classifications\"", "uri=\"/v1/models/{name}\"", "uri=\"-\"")
                .hasSizeLessThan(9);
    }

    @Test
    void theUnnamedModelHasOneName() {
        classify();
        assertThat(labels("model")).containsExactly("model=\"<default>\"", "model=\"ward-b\"");
    }
}
