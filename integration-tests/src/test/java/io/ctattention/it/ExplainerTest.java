package io.ctattention.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ExplainerTest {

    private static ValidatableResponse explain(String path, byte[] slice) {
        return given().contentType("application/octet-stream")
                .body(slice)
                .post("/explain" + path)
                .then();
    }

    private static JsonPath json(String path, int index) {
        return explain(path, Phantoms.png(index)).statusCode(200).extract().jsonPath();
    }

    @Test
    void anExplanationHasAHeatMapAndTheGates() {
        // Grad-CAM's map may be empty: what the build trains differs a little between processors.
        JsonPath explanation = json("?class=COVID&method=layercam", 1);
        assertThat(explanation.getString("heatMap.class")).isEqualTo("COVID");
        assertThat(explanation.getString("heatMap.layer")).isEqualTo("conv");
        List<List<Float>> scaled = explanation.getList("heatMap.scaled");
        assertThat(scaled)
                .hasSizeGreaterThan(3)
                .allSatisfy(row -> assertThat(row).hasSameSizeAs(scaled));
        assertThat(scaled.stream().flatMap(List::stream).mapToDouble(Number::doubleValue).max())
                .hasValue(1);
        assertThat(explanation.getList("gates")).hasSize(3);
        assertThat(explanation.getInt("gates[0].convolution")).isEqualTo(1);
    }

    @Test
    void theAttentionLayerHasAnotherMap() {
        assertThat(json("?class=COVID&layer=attention", 1).getString("heatMap.raw"))
                .isNotEqualTo(json("?class=COVID", 1).getString("heatMap.raw"));
    }

    @Test
    void anotherMethodHasAnotherMap() {
        JsonPath explanation = json("?class=COVID&method=layercam", 1);
        assertThat(explanation.getString("heatMap.method")).isEqualTo("layercam");
        assertThat(explanation.getString("heatMap.raw"))
                .isNotEqualTo(json("?class=COVID", 1).getString("heatMap.raw"));
    }

    @Test
    void thePlainDjlObjectsGiveTheSame() {
        assertThat(json("/djl", 3).getString("heatMap.raw"))
                .isEqualTo(json("", 3).getString("heatMap.raw"));
        JsonPath classifications = json("/djl/classifications", 3);
        double covid = classifications.getDouble("find { it.className == 'COVID' }.probability");
        assertThat(covid).isCloseTo(json("", 3).getDouble("probabilities.COVID"), within(1e-6));
    }

    @Test
    void anOverlayIsAPicture() throws Exception {
        byte[] png =
                explain("/overlay", Phantoms.png(5))
                        .statusCode(200)
                        .contentType("image/png")
                        .extract()
                        .asByteArray();
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(picture.getWidth()).isGreaterThan(2 * 240);
        boolean coloured = false;
        for (int y = 0; y < picture.getHeight() && !coloured; y++) {
            for (int x = 0; x < picture.getWidth() && !coloured; x++) {
                int rgb = picture.getRGB(x, y);
                coloured = Math.abs((rgb >> 16 & 255) - (rgb & 255)) > 60;
            }
        }
        assertThat(coloured).isTrue();
    }

    @Test
    void anUnknownClassIsABadRequest() {
        String message =
                explain("?class=Flu", Phantoms.png(0)).statusCode(400).extract().asString();
        assertThat(message)
                .isEqualTo("The model has no class Flu; its classes are NonCOVID, COVID");
    }
}
