package io.ctattention.server.slice;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.ctattention.explanation.CamMethod;
import io.ctattention.explanation.CamTarget;
import io.ctattention.explanation.Explanation;
import io.ctattention.image.SliceDecoder;
import io.ctattention.model.SliceSource;
import io.ctattention.quarkus.Classification;
import io.ctattention.quarkus.CtClassifier;
import io.ctattention.quarkus.GradCamExplainer;
import io.ctattention.server.Meters;
import io.ctattention.server.Phantoms;
import io.ctattention.server.ServedModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ServedModel.class)
class SlicesTest {

    private static final double TOLERANCE = 1e-5;

    @Inject CtClassifier classifier;
    @Inject GradCamExplainer explainer;

    private static JsonPath post(String path, byte[] slice) {
        return given().contentType("image/png")
                .body(slice)
                .post(path)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .extract()
                .jsonPath();
    }

    private static double probability(JsonPath answer, int slice) {
        return answer.getDouble(
                String.format(Locale.ROOT, "slices[%d].probabilities.COVID", slice));
    }

    @Test
    void aSliceIsClassifiedAsTheBeanClassifiesIt() throws Exception {
        Classification expected = classifier.classify(Phantoms.png(1));
        JsonPath answer = post("/v1/classifications", Phantoms.png(1));
        assertThat(probability(answer, 0))
                .isCloseTo(expected.probabilities().get("COVID"), within(TOLERANCE));
        assertThat(answer.getString("slices[0].prediction")).isEqualTo(expected.prediction());
        assertThat(answer.getString("slices[0].name")).isEqualTo("slice");
        assertThat(answer.getString("model.name")).isEqualTo("default");
        assertThat(answer.getString("model.sha256"))
                .isEqualTo(classifier.card().parametersSha256());
        assertThat(answer.getDouble("threshold")).isEqualTo(0.5);
        assertThat(answer.getDouble("milliseconds")).isPositive();
    }

    @Test
    void severalSlicesKeepTheirOrderAndABadOneItsPlace() throws Exception {
        JsonPath answer =
                given().multiPart("a", "one.png", Phantoms.png(1))
                        .multiPart("b", "bad.png", "no image".getBytes(StandardCharsets.UTF_8))
                        .multiPart("c", "two.png", Phantoms.png(2))
                        .post("/v1/classifications")
                        .then()
                        .statusCode(200)
                        .body("slices", hasSize(3))
                        .body("slices.name", equalTo(List.of("one.png", "bad.png", "two.png")))
                        .body("slices[0].error", nullValue())
                        .body("slices[1].error.status", equalTo(415))
                        .body("slices[1].prediction", nullValue())
                        .extract()
                        .jsonPath();
        for (int i : new int[] {0, 2}) {
            assertThat(probability(answer, i))
                    .isCloseTo(
                            classifier
                                    .classify(Phantoms.png(1 + i / 2))
                                    .probabilities()
                                    .get("COVID"),
                            within(TOLERANCE));
        }
    }

    @Test
    void anExplanationHasTheHeatMapOfTheBean() throws Exception {
        byte[] slice = Phantoms.png(3);
        Explanation expected =
                explainer.explain(SliceSource.of("slice", slice), CamTarget.of("NonCOVID"));
        JsonPath answer = post("/v1/explanations?class=NonCOVID", slice);
        assertThat(answer.getString("slices[0].heatMap.class")).isEqualTo("NonCOVID");
        assertThat(answer.getString("slices[0].heatMap.layer")).isEqualTo("conv");
        assertThat(answer.getString("slices[0].heatMap.method")).isEqualTo("gradcam");
        int side = expected.heatMap().side();
        List<List<Number>> rows = answer.getList("slices[0].heatMap.scaled");
        assertThat(rows).hasSize(side).allSatisfy(row -> assertThat(row).hasSize(side));
        for (int i = 0; i < side * side; i++) {
            assertThat(rows.get(i / side).get(i % side).doubleValue())
                    .isCloseTo(expected.heatMap().scaled()[i], within(1e-4));
        }
        BufferedImage picture = picture(answer, "slices[0].slice");
        BufferedImage heat = picture(answer, "slices[0].heatMap.png");
        assertThat(picture.getWidth()).isEqualTo(480).isEqualTo(heat.getWidth());
        assertThat(picture.getHeight()).isEqualTo(heat.getHeight());
        assertThat(heat.getColorModel().hasAlpha()).isTrue();
        assertThat(answer.getList("slices[0].gates")).hasSameSizeAs(expected.gates());
        assertThat(picture(answer, "slices[0].gates[0].png").getWidth())
                .isEqualTo(expected.gates().get(0).side());
    }

    private static BufferedImage picture(JsonPath answer, String path) throws Exception {
        byte[] png = Base64.getDecoder().decode(answer.getString(path));
        return new SliceDecoder().decode(path, png).image();
    }

    @Test
    void layerAndMethodAreWhatWasAsked() {
        JsonPath answer = post("/v1/explanations?layer=attention&method=layercam", Phantoms.png(3));
        assertThat(answer.getString("slices[0].heatMap.layer")).isEqualTo("attention");
        assertThat(answer.getString("slices[0].heatMap.method")).isEqualTo("layercam");
    }

    @Test
    void aPictureIsHadByAskingForOne() throws Exception {
        byte[] png =
                given().accept("image/png")
                        .body(Phantoms.png(3))
                        .post("/v1/explanations")
                        .then()
                        .statusCode(200)
                        .contentType("image/png")
                        .extract()
                        .asByteArray();
        assertThat(png).isEqualTo(explainer.overlay(Phantoms.png(3)));
    }

    @Test
    void withoutAnAcceptHeaderTheAnswerIsJson() throws Exception {
        for (String accept : new String[] {"*/*", "text/html, */*;q=0.8", "application/json"}) {
            given().accept(accept)
                    .body(Phantoms.png(3))
                    .post("/v1/explanations")
                    .then()
                    .statusCode(200)
                    .contentType("application/json");
        }
    }

    @Test
    void manyAtOnceGetTheirOwnAnswersInSharedForwardPasses() throws Exception {
        int slices = 12;
        List<byte[]> files = IntStream.range(0, slices).mapToObj(Phantoms::png).toList();
        List<Double> expected = new ArrayList<>();
        for (byte[] file : files) {
            expected.add(classifier.classify(file).probabilities().get("COVID"));
        }
        assertThat(expected).doesNotHaveDuplicates();
        double passes = Meters.value("ct_attention_server_batch_count");
        double answered = Meters.value("ct_attention_server_batch_sum");
        ExecutorService callers = Executors.newFixedThreadPool(16);
        try {
            List<Future<Double>> answers = new ArrayList<>();
            for (int i = 0; i < 10 * slices; i++) {
                int slice = i % slices;
                String path = i % 5 == 0 ? "/v1/explanations" : "/v1/classifications";
                answers.add(callers.submit(() -> probability(post(path, files.get(slice)), 0)));
            }
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get())
                        .isCloseTo(expected.get(i % slices), within(TOLERANCE));
            }
        } finally {
            callers.shutdownNow();
        }
        passes = Meters.value("ct_attention_server_batch_count") - passes;
        answered = Meters.value("ct_attention_server_batch_sum") - answered;
        assertThat(answered).isEqualTo(10 * slices);
        assertThat(passes).isLessThan(answered);
    }

    @Test
    void modelsAreListedWithTheirCards() {
        given().get("/v1/models")
                .then()
                .statusCode(200)
                .body("models.name", equalTo(List.of("default", "ward-b")))
                .body("models[0].network", equalTo("cbam"))
                .body("models[0].networkTitle", equalTo("CBAM"))
                .body("models[0].classes", equalTo(List.of("NonCOVID", "COVID")))
                .body("models[0].layers", equalTo(List.of("conv", "attention")))
                .body("models[0].phantom", equalTo(true))
                .body("models[0].card.parametersSha256", notNullValue());
        given().get("/v1/models/ward-b").then().statusCode(200).body("name", equalTo("ward-b"));
    }

    /** The page has no list of its own. */
    @Test
    void methodsAreListedWithTheirTitles() {
        given().get("/v1/models")
                .then()
                .statusCode(200)
                .body(
                        "methods.id",
                        equalTo(Stream.of(CamMethod.values()).map(CamMethod::id).toList()))
                .body("methods[1].title", equalTo("Grad-CAM++"))
                .body(
                        "methods[1].text",
                        startsWith("Weights each channel by its positive gradients"))
                .body("methods.findAll { !it.dependsOnClass }.id", equalTo(List.of("eigencam")));
    }

    @Test
    void aNamedModelAnswersUnderItsName() {
        JsonPath answer = post("/v1/classifications?model=ward-b", Phantoms.png(1));
        assertThat(answer.getString("model.name")).isEqualTo("ward-b");
    }

    @Test
    void theServiceDescribesItself() {
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body(
                        "paths.'/v1/explanations'.post.parameters.name",
                        equalTo(List.of("class", "layer", "method", "model")))
                .body("paths.'/v1/classifications'.post.responses.'200'", notNullValue())
                .body("components.schemas.Problem.properties.detail", notNullValue());
    }
}
