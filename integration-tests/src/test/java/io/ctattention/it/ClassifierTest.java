package io.ctattention.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ClassifierTest {

    private static JsonPath classify(String path, byte[] slice) {
        return given().contentType("application/octet-stream")
                .body(slice)
                .post("/classify" + path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static double covid(JsonPath answer) {
        return answer.getDouble("probabilities.COVID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/stream", "/ward-b", "/async", "/virtual"})
    void everyWayGivesTheSameAnswer(String path) {
        for (int index = 0; index < 4; index++) {
            JsonPath expected = classify("", Phantoms.png(index));
            JsonPath answer = classify(path, Phantoms.png(index));
            assertThat(answer.getString("prediction")).isEqualTo(expected.getString("prediction"));
            assertThat(covid(answer)).isCloseTo(covid(expected), within(1e-6));
            assertThat(covid(answer) + answer.getDouble("probabilities.NonCOVID"))
                    .isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void thePhantomModelTellsMostPhantomsApart() {
        long right = 0;
        for (int index = 0; index < 20; index++) {
            String expected = index % 2 == 1 ? "COVID" : "NonCOVID";
            if (classify("", Phantoms.png(index)).getString("prediction").equals(expected)) {
                right++;
            }
        }
        assertThat(right).isGreaterThanOrEqualTo(13);
    }

    @Test
    void jpegIsReadByItsContent() {
        assertThat(covid(classify("", Phantoms.jpeg(1))))
                .isCloseTo(covid(classify("", Phantoms.png(1))), within(0.05));
    }

    @Test
    void aDamagedSliceIsABadRequestThatSaysWhy() {
        for (String path : List.of("", "/async", "/virtual")) {
            String message =
                    given().contentType("application/octet-stream")
                            .body(Phantoms.damaged())
                            .post("/classify" + path)
                            .then()
                            .statusCode(400)
                            .extract()
                            .asString();
            assertThat(message).startsWith("slice: ").doesNotContain("Exception", "\tat ");
        }
    }

    @Test
    void anEventLoopIsRefused() {
        given().contentType("application/octet-stream")
                .body(Phantoms.png(0))
                .post("/classify/event-loop")
                .then()
                .statusCode(500);
        classify("", Phantoms.png(0));
    }

    @Test
    void manyAtOnceNameTheDamagedOneAndAnswerTheOthers() {
        JsonPath answers =
                given().multiPart("a", "a.png", Phantoms.png(0))
                        .multiPart("b", "b.png", Phantoms.damaged())
                        .multiPart("c", "c.png", Phantoms.jpeg(1))
                        .post("/classify/many")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
        assertThat(answers.getList("answer")).hasSize(3).element(1).isNull();
        assertThat(answers.getList("error")).element(0).isNull();
        assertThat(answers.getString("error[1]")).containsPattern(": .*(end|cut|miss)");
        assertThat(answers.getDouble("answer[0].probabilities.COVID"))
                .isCloseTo(covid(classify("", Phantoms.png(0))), within(1e-6));
    }

    @Test
    void realSlicesOfEveryKindOfFileGetAnAnswer() throws Exception {
        List<Path> slices = Phantoms.real(40);
        RequestSpecification request = given();
        for (int i = 0; i < slices.size(); i++) {
            request = request.multiPart("s" + i, "s", Files.readAllBytes(slices.get(i)));
        }
        JsonPath answers =
                request.post("/classify/many").then().statusCode(200).extract().jsonPath();
        assertThat(answers.getList("error")).hasSize(40).containsOnlyNulls();
        assertThat(answers.getList("answer.prediction", String.class))
                .allMatch(List.of("COVID", "NonCOVID")::contains);
    }

    @Test
    void theCardIsTheSameFromResourcesAndFromAFolder() {
        JsonPath card = given().get("/classify/card/default").then().extract().jsonPath();
        assertThat(card.getList("classes")).containsExactly("NonCOVID", "COVID");
        assertThat(card.getBoolean("data.phantom")).isTrue();
        assertThat(card.getString("network.attention[0].kind")).isEqualToIgnoringCase("cbam");
        assertThat(given().get("/classify/card/ward-b").asString())
                .isEqualTo(given().get("/classify/card/default").asString());
    }
}
