package io.ctattention.server.model;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasLength;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.ctattention.model.ModelFolder;
import io.ctattention.server.Phantoms;
import io.ctattention.server.ServedModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ReplacedModelTest.Replaceable.class)
class ReplacedModelTest {

    private static final Path TRAINED = Path.of("target", "model");
    private static final Path FOLDER = Path.of("target", "replaced", "model");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String READY = "checks.find { it.name == 'CT Attention models' }.data";

    public static class Replaceable extends ServedModel {

        @Override
        public Map<String, String> getConfigOverrides() {
            put(card -> card);
            return Map.of(
                    "quarkus.ct-attention.model",
                    FOLDER.toString(),
                    "quarkus.ct-attention.reload",
                    "50ms");
        }
    }

    /** Changes the card's text. */
    private interface Edit {
        String apply(String card);
    }

    private static void put(Edit edit) {
        try {
            Path next = Files.createDirectories(FOLDER.resolveSibling("next"));
            for (String file : List.of(ModelFolder.PARAMETERS, ModelFolder.SERVING)) {
                Files.copy(
                        TRAINED.resolve(file),
                        next.resolve(file),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            String card = Files.readString(TRAINED.resolve(ModelFolder.CARD));
            Files.writeString(next.resolve(ModelFolder.CARD), edit.apply(card));
            if (Files.exists(FOLDER)) {
                Path old = Files.createTempDirectory(FOLDER.getParent(), "old");
                Files.move(FOLDER, old.resolve("model"), StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(next, FOLDER, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static float threshold() {
        return given().body(Phantoms.png(1))
                .post("/v1/classifications")
                .then()
                .statusCode(200)
                .extract()
                .path("threshold");
    }

    private static Map<String, String> readiness() {
        int port = ConfigProvider.getConfig().getValue("quarkus.management.test-port", int.class);
        return RestAssured.given()
                .port(port)
                .get("/q/health/ready")
                .then()
                .statusCode(200)
                .extract()
                .path(READY);
    }

    @AfterEach
    void putTheTrainedModelBack() {
        put(card -> card);
        await().atMost(PATIENCE)
                .until(() -> threshold() == 0.5f && !readiness().containsKey("<default>.refused"));
    }

    @Test
    void aCardWithAnotherThresholdDecidesByIt() {
        put(card -> card.replace("\"threshold\": 0.5", "\"threshold\": 0.999"));
        await().atMost(PATIENCE).until(() -> threshold() == 0.999f);
        given().body(Phantoms.png(1))
                .post("/v1/classifications")
                .then()
                .body("slices[0].prediction", equalTo("COVID"))
                .body("slices[0].decision", equalTo("NonCOVID"));
        given().body(Phantoms.png(1))
                .post("/v1/explanations")
                .then()
                .body("slices[0].heatMap.class", equalTo("NonCOVID"));
    }

    @Test
    void nobodyIsToldWhichSlicesAModelWasTrainedOn() {
        put(
                card ->
                        card.replace("\"threshold\": 0.5", "\"threshold\": 0.25")
                                .replaceFirst(
                                        "\"phantom\": true(,\\s*\"membership\": \\{[^}]*})?",
                                        "\"phantom\": true, \"membership\": {\"train\": \"AbCdEfGh\", \"val\": \"\", \"test\": \"\"}"));
        await().atMost(PATIENCE).until(() -> threshold() == 0.25f);
        given().get("/v1/models")
                .then()
                .body(not(containsString("AbCdEfGh")))
                .body("models[0].card.data.fingerprint", hasLength(64))
                .body("models[0].card.data.membership", nullValue());
    }

    @Test
    void aRefusedModelIsSeenInReadinessAndTheServiceStaysReady() {
        put(card -> card.replace("\"COVID\"", "\"Flu\""));
        await().atMost(PATIENCE).until(() -> readiness().containsKey("<default>.refused"));
        assertThat(readiness().get("<default>.refused")).contains("its classes are NonCOVID, Flu");
        assertThat(threshold()).isEqualTo(0.5f);
    }
}
