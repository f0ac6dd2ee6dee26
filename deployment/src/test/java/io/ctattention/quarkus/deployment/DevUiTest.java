package io.ctattention.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.QuarkusDevModeTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

class DevUiTest {

    private static final int PORT = freePort();

    @RegisterExtension
    static final QuarkusDevModeTest APP =
            new QuarkusDevModeTest()
                    .withApplicationRoot(
                            jar -> jar.addAsResource(config(), "application.properties"));

    private static StringAsset config() {
        return new StringAsset(
                String.format(
                        Locale.ROOT,
                        """
                quarkus.http.port=%d
                quarkus.ct-attention.model=%s
                quarkus.ct-attention."plain".model=%s
                """,
                        PORT,
                        Path.of(TestModels.cbam()).toAbsolutePath(),
                        Path.of(TestModels.baseline()).toAbsolutePath()));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DevUiCalls calls;

    @BeforeEach
    void connect() {
        calls = new DevUiCalls(PORT);
    }

    @AfterEach
    void disconnect() {
        calls.close();
    }

    /** In one application, which would start anew for every test method. */
    @TestFactory
    Stream<DynamicTest> thePagesGetTheirAnswers() {
        return Stream.of(
                dynamicTest(
                        "the models are listed with their cards",
                        this::theModelsAreListedWithTheirCards),
                dynamicTest(
                        "a phantom slice is drawn and explained",
                        this::aPhantomSliceIsDrawnAndExplained),
                dynamicTest(
                        "a damaged slice is refused with its message",
                        this::aDamagedSliceIsRefusedWithItsMessage));
    }

    private void theModelsAreListedWithTheirCards() throws Exception {
        JsonNode models = calls.call("models");
        assertThat(models.findValuesAsText("name")).containsExactly("<default>", "plain");
        assertThat(models.findValuesAsText("network")).containsExactly("cbam", "baseline");
        JsonNode cbam = models.get(0);
        assertThat(cbam.get("classes"))
                .extracting(JsonNode::asText)
                .containsExactly("NonCOVID", "COVID");
        assertThat(cbam.get("layers"))
                .extracting(JsonNode::asText)
                .containsExactly("conv", "attention");
        assertThat(cbam.get("methods"))
                .extracting(JsonNode::asText)
                .startsWith("gradcam", "gradcam++");
        assertThat(models.get(1).get("layers"))
                .extracting(JsonNode::asText)
                .containsExactly("conv");
        assertThat(
                        new ObjectMapper()
                                .readTree(cbam.get("card").asText())
                                .get("positiveClass")
                                .asText())
                .isEqualTo("COVID");
        assertThat(calls.call("modelCount").asInt()).isEqualTo(2);
    }

    private void aPhantomSliceIsDrawnAndExplained() throws Exception {
        JsonNode slice = calls.call("phantom", Map.of("index", 3, "positive", true));
        byte[] png = Base64.getDecoder().decode(slice.get("content").asText());
        assertThat(png).isEqualTo(TestSlices.png(3));

        JsonNode answer =
                explain(
                        "<default>",
                        "COVID",
                        "attention",
                        "layercam",
                        Arrays.copyOf(png, 20_001),
                        Arrays.copyOfRange(png, 20_001, png.length));
        assertThat(answer.get("error")).isNull();
        assertThat(answer.get("explainedClass").asText()).isEqualTo("COVID");
        assertThat(answer.get("layer").asText()).isEqualTo("attention");
        assertThat(answer.get("method").asText()).isEqualTo("LayerCAM");
        double sum =
                answer.get("probabilities").get(0).asDouble()
                        + answer.get("probabilities").get(1).asDouble();
        assertThat(sum).isCloseTo(1, within(1e-6));
        String overlay = answer.get("overlay").asText();
        byte[] drawn = Base64.getDecoder().decode(overlay.substring(overlay.indexOf(',') + 1));
        assertThat(ImageIO.read(new ByteArrayInputStream(drawn)).getWidth()).isGreaterThan(480);
    }

    private void aDamagedSliceIsRefusedWithItsMessage() throws Exception {
        byte[] whole = TestSlices.png(0);
        byte[] cut = Arrays.copyOf(whole, whole.length / 2);
        assertThat(error(explain("<default>", "", "conv", "gradcam", cut)))
                .startsWith("dropped.png: ");
        assertThat(error(explain("plain", "", "attention", "gradcam", whole)))
                .contains("use the layer conv");
        assertThat(error(explain("plain", "Flu", "conv", "gradcam", whole)))
                .isEqualTo("The model has no class Flu; its classes are NonCOVID, COVID");
    }

    private static String error(JsonNode answer) {
        return answer.get("error").asText();
    }

    /** Sends the pieces of a slice as the page does, and asks about it. */
    private JsonNode explain(
            String model, String explainedClass, String layer, String method, byte[]... pieces)
            throws Exception {
        int from = 0;
        for (byte[] piece : pieces) {
            String text = Base64.getEncoder().encodeToString(piece);
            calls.call("upload", Map.of("id", "test", "from", from, "piece", text));
            from += piece.length;
        }
        return calls.call(
                "explain",
                Map.of(
                        "id", "test",
                        "name", "dropped.png",
                        "model", model,
                        "explainedClass", explainedClass,
                        "layer", layer,
                        "method", method));
    }
}
