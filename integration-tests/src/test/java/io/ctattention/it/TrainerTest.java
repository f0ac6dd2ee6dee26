package io.ctattention.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TrainerTest {

    @Test
    void aTrainingLeavesAModelThatIsEvaluated() throws Exception {
        JsonPath first = post("/train?epochs=2");
        assertThat(first.getInt("epochs")).isEqualTo(2);
        assertThat(first.getInt("scored")).isGreaterThan(3);
        assertThat(first.getDouble("macroF1")).isBetween(0.0, 1.0);
        Path best = Path.of(first.getString("folder"));
        assertThat(Files.readString(best.resolve("model.json")))
                .contains(
                        "\"name\": \"cbam\"", "\"learningRate\": 0.001", first.getString("sha256"));
        assertThat(best.resolveSibling("history.png")).isNotEmptyFile();
        assertThat(Files.readString(best.resolveSibling("history.json")))
                .contains("\"trainLoss\": 0.");
        assertThat(post("/train?epochs=2").getString("sha256"))
                .isEqualTo(first.getString("sha256"));
        assertThat(events()).contains("epoch 2", "training COMPLETED");
    }

    private static JsonPath post(String path) {
        return given().post(path).then().statusCode(200).extract().jsonPath();
    }

    private static List<String> events() {
        return given().get("/train/events").jsonPath().getList("$");
    }

    @Test
    void aStreamTellsOfTheEpochs() {
        String stream =
                given().post("/train/stream?epochs=2").then().statusCode(200).extract().asString();
        assertThat(
                        stream.lines()
                                .filter(line -> line.startsWith("data:"))
                                .map(line -> line.substring(5)))
                .startsWith("Started", "BatchDone")
                .containsSubsequence("epoch 1", "epoch 2", "Finished");
    }

    @Test
    void theConfiguredModelIsEvaluatedWithIntervals() {
        JsonPath report =
                given().get("/train/evaluation").then().statusCode(200).extract().jsonPath();
        assertThat(report.getString("positiveClass")).isEqualTo("COVID");
        assertThat(report.getDouble("metrics.macroF1.value"))
                .isBetween(
                        report.getDouble("metrics.macroF1.low"),
                        report.getDouble("metrics.macroF1.high"));
        assertThat(report.getBoolean("phantom")).isTrue();
    }

    @Test
    void theDjlEvaluatorIsThere() {
        assertThat(given().get("/train/djl-evaluator").asString()).isEqualTo("F1 COVID");
    }

    @Test
    void theApplicationHeardOfTheModels() {
        assertThat(events()).contains("loaded <default>", "loaded ward-b");
    }
}
