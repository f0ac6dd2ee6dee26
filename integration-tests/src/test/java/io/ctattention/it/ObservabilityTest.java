package io.ctattention.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ObservabilityTest {

    @Test
    void theApplicationIsReadyWithItsModels() {
        JsonPath health =
                given().get("/q/health/ready").then().statusCode(200).extract().jsonPath();
        String check = "checks.find { it.name == 'CT Attention models' }.";
        assertThat(health.getString(check + "status")).isEqualTo("UP");
        assertThat(health.getString(check + "data.'ward-b'")).isEqualTo("cbam on cpu");
        assertThat(health.getString(check + "data.'ward-b.sha256'")).matches("[0-9a-f]{12}");
    }

    @Test
    void theApplicationIsAliveAsLongAsItsDevicesCompute() {
        JsonPath health =
                given().get("/q/health/live").then().statusCode(200).extract().jsonPath();
        assertThat(
                        health.getString(
                                "checks.find { it.name == 'CT Attention devices' }.status"))
                .isEqualTo("UP");
    }

    @Test
    void slicesAndCallsAreCounted() {
        given().contentType("application/octet-stream")
                .body(Phantoms.png(0))
                .post("/classify/ward-b");
        given().contentType("application/octet-stream")
                .body(Phantoms.damaged())
                .post("/classify/ward-b");
        assertThat(given().get("/q/metrics").asString())
                .containsPattern(
                        "ct_attention_slices_total\\{model=\"ward-b\",operation=\"classify\",outcome=\"read\"\\} [1-9]")
                .containsPattern(
                        "ct_attention_slices_total\\{model=\"ward-b\",operation=\"classify\",outcome=\"unreadable\"\\} [1-9]")
                .containsPattern(
                        "ct_attention_calls_seconds_count\\{model=\"ward-b\",operation=\"classify\",outcome=\"answered\"\\} [1-9]");
    }
}
