package ilove.quark.us;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SliceResourceTest {

    @ParameterizedTest
    @ValueSource(strings = {"COVID", "NonCOVID"})
    void classifiesASample(String label) throws IOException {
        sample(label)
                .post("/slices")
                .then()
                .statusCode(200)
                .body("prediction", equalTo(label))
                .body("probabilities." + label, greaterThan(0.5f));
    }

    @Test
    void drawsAnOverlay() throws IOException {
        byte[] png =
                sample("COVID")
                        .post("/slices/overlay")
                        .then()
                        .statusCode(200)
                        .contentType("image/png")
                        .extract()
                        .asByteArray();
        assertEquals(3, ImageIO.read(new ByteArrayInputStream(png)).getColorModel().getNumComponents());
    }

    @Test
    void namesTheFaultOfADamagedImage() {
        given().body("not an image".getBytes())
                .post("/slices")
                .then()
                .statusCode(400)
                .body(containsString("PNG"), not(containsString("Exception")));
    }

    private static RequestSpecification sample(String label) throws IOException {
        String name = "/META-INF/resources/samples/" + label + ".png";
        try (InputStream in = SliceResourceTest.class.getResourceAsStream(name)) {
            return given().body(in.readAllBytes());
        }
    }
}
