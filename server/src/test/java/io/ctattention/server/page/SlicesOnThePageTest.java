package io.ctattention.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import io.ctattention.server.ServedModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ServedModel.class)
class SlicesOnThePageTest extends PageTest {

    private static String percent(double probability) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * probability);
    }

    private byte[] stage() {
        return page.locator("#stage").screenshot();
    }

    private void slideTo(int opacity) {
        page.locator("#opacity").fill(String.valueOf(opacity));
    }

    @Test
    void aDroppedSliceShowsItsClassItsBarsAndItsHeatMap() {
        FilePayload file = PhantomFile.withHeat();
        JsonPath said = PhantomFile.explained(file);
        open();
        drop(file);
        seen();
        assertThat(page.locator("#decision")).hasText(said.getString("slices[0].decision"));
        assertThat(page.locator("#sentence"))
                .containsText(
                        "The most probable class is " + said.getString("slices[0].prediction"));
        for (String name : List.of("COVID", "NonCOVID")) {
            double probability = said.getDouble("slices[0].probabilities." + name);
            Locator meter = page.getByLabel("Probability of " + name, exactly());
            assertThat(meter).hasAttribute("aria-valuetext", percent(probability));
            double share = meter.locator(".fill").boundingBox().width / meter.boundingBox().width;
            assertThat(share).isCloseTo(probability, within(0.01));
        }
        page.getByLabel("Method").selectOption("Grad-CAM++");
        assertThat(page.locator("#caption")).hasText("Grad-CAM++ for COVID, layer conv");
        assertThat(rows()).hasCount(1);
        assertThat(rows().first()).containsText("phantom");
    }

    private static Page.GetByLabelOptions exactly() {
        return new Page.GetByLabelOptions().setExact(true);
    }

    private static Offset<Double> within(double offset) {
        return Offset.offset(offset);
    }

    @Test
    void theHeatMapLiesExactlyOnTheSlice() {
        open();
        showHeat();
        Object boxes =
                page.evaluate(
                        """
                        () => ['slice', 'heat'].map(id => {
                          const image = document.getElementById(id);
                          const { x, y, width, height } = image.getBoundingClientRect();
                          return [x, y, width, height, image.naturalWidth, image.naturalHeight].join();
                        })
                        """);
        List<?> both = (List<?>) boxes;
        assertThat(both.get(0)).isEqualTo(both.get(1)).asString().doesNotContain(",0,");
    }

    @Test
    void theSliderAndTheSwitchMakeTheHeatMapClear() {
        open();
        showHeat();
        assertThat(page.locator("#heat")).hasCSS("opacity", "0.7");
        byte[] hot = stage();
        slideTo(35);
        assertThat(page.locator("#heat")).hasCSS("opacity", "0.35");
        assertThat(page.locator("#opacity-value")).hasText("35 %");
        assertThat(stage()).isNotEqualTo(hot);
        slideTo(0);
        byte[] clear = stage();
        slideTo(70);
        assertThat(stage()).isEqualTo(hot);
        page.locator("#shown").uncheck();
        assertThat(stage()).isEqualTo(clear).isNotEqualTo(hot);
    }

    @Test
    void theLegendHasNumbersAndTheColoursOfTheMapAtItsOpacity() throws IOException {
        open();
        showHeat();
        assertThat(page.locator(".ticks span")).hasText(new String[] {"0", "0.5", "1"});
        // matplotlib's inferno(128) is bc3754, inferno(255) fcffa4; below them lies a grey, 555555.
        assertColour(0.5, 70, 0xbc3754, 0.35);
        assertColour(0.995, 70, 0xfcffa4, 0.7);
        assertColour(0.995, 100, 0xfcffa4, 1);
        assertColour(0.995, 20, 0xfcffa4, 0.2);
        assertColour(0.005, 100, 0xfcffa4, 0);
    }

    private void assertColour(double place, int opacity, int colour, double share)
            throws IOException {
        slideTo(opacity);
        BufferedImage ramp =
                ImageIO.read(new ByteArrayInputStream(page.locator(".ramp > div").screenshot()));
        int seen = ramp.getRGB((int) (place * ramp.getWidth()), ramp.getHeight() / 2);
        for (int shift = 0; shift <= 16; shift += 8) {
            double expected = share * (colour >> shift & 255) + (1 - share) * 0x55;
            assertThat((seen >> shift & 255) * 1.0)
                    .as("%06x", seen & 0xffffff)
                    .isCloseTo(expected, within(6));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 1440})
    void aLongNameKeepsTheEndThatTellsItFromOthers(int width) {
        String name = "2020.02.24.20027052-of-the-same-series-p8-73%";
        byte[] png = PhantomFile.of(1).buffer;
        page.setViewportSize(width, 800);
        open();
        choose(
                new FilePayload(name + "0.png", "image/png", png),
                new FilePayload(name + "1.png", "image/png", png),
                new FilePayload("short.png", "image/png", png));
        seen();
        for (int i = 0; i < 2; i++) {
            Locator row = rows().nth(i);
            assertThat(row.locator(".name")).hasText(name + i + ".png");
            assertThat(row.locator(".end")).hasText("-p8-73%" + i + ".png");
            assertThat(cut(row.locator(".start"))).isTrue();
            assertThat(cut(row.locator(".name"))).isFalse();
        }
        assertThat(cut(rows().nth(2).locator(".name"))).isFalse();
        Locator title = page.locator("#slice-title");
        assertThat(cut(title)).isFalse();
        assertThat(cut(title.locator(".start"))).isEqualTo(width < 400);
    }

    private static boolean cut(Locator text) {
        return (boolean) text.evaluate("element => element.scrollWidth > element.clientWidth");
    }

    @Test
    void oneEpochIsOne() {
        page.route(
                "**/v1/models",
                route -> {
                    String models = route.fetch().text();
                    route.fulfill(
                            new Route.FulfillOptions()
                                    .setContentType("application/json")
                                    .setBody(
                                            models.replaceAll(
                                                    "\"epoch\" ?: ?\\d+", "\"epoch\":1")));
                });
        open();
        assertThat(page.locator("#card dd").getByText("epoch")).hasText("1 epoch");
    }

    @Test
    void anotherLayerClassOrMethodIsAskedForOnceAndShown() {
        open();
        showHeat();
        Locator heat = page.locator("#heat");
        String conv = heat.getAttribute("src");
        Request layer = page.waitForRequest("**/v1/explanations?*", () -> turnTo("Attention"));
        assertThat(layer.url()).contains("layer=attention");
        assertThat(page.locator("#caption")).hasText("Grad-CAM++ for COVID, layer attention");
        assertThat(heat.getAttribute("src")).isNotEqualTo(conv);
        Request other = page.waitForRequest("**/v1/explanations?*", () -> turnTo("NonCOVID"));
        assertThat(other.url()).contains("class=NonCOVID").contains("layer=attention");
        assertThat(page.locator("#caption")).containsText("NonCOVID");
        Request method =
                page.waitForRequest(
                        "**/v1/explanations?*",
                        () -> page.getByLabel("Method").selectOption("LayerCAM"));
        assertThat(method.url()).contains("method=layercam");
        assertThat(page.locator("#caption")).containsText("LayerCAM");
        int asked = posts().size();
        page.getByLabel("Method").selectOption("Grad-CAM++");
        turnTo("Predicted");
        turnTo("Convolution");
        assertThat(page.locator("#caption")).hasText("Grad-CAM++ for COVID, layer conv");
        assertThat(heat).hasAttribute("src", conv);
        assertThat(posts()).hasSize(asked);
    }

    @Test
    void anEmptyHeatMapIsSaidInWords() {
        FilePayload file = PhantomFile.withoutHeatForNonCovid();
        open();
        drop(file);
        seen();
        turnTo("NonCOVID");
        assertThat(page.locator("#caption"))
                .containsText("The heat map is empty: nothing in the image supports NonCOVID");
        assertThat(page.locator("#heat")).isHidden();
    }

    @Test
    void theGatesOfTheAttentionAreShownWithTheirSides() {
        JsonPath said = PhantomFile.explained(PhantomFile.of(1));
        open();
        drop(PhantomFile.of(1));
        seen();
        List<Integer> sides = said.getList("slices[0].gates.side", Integer.class);
        assertThat(sides).hasSize(3);
        Locator gates = page.locator("#gate-list figure");
        assertThat(gates).hasCount(3);
        for (int i = 0; i < 3; i++) {
            assertThat(gates.nth(i)).containsText("Convolution " + (i + 1));
            assertThat(gates.nth(i))
                    .containsText(String.format(Locale.ROOT, "%1$d \u00d7 %1$d", sides.get(i)));
            Object side = gates.nth(i).locator("img").evaluate("image => image.naturalWidth");
            assertThat(side).isEqualTo(sides.get(i));
        }
    }

    @Test
    void theCardTheNoteAndTheWarningOfPhantomsStandOnThePage() {
        Response response = page.navigate(url.toString());
        assertThat(response.headerValue("content-security-policy")).contains("default-src 'none'");
        assertThat(page.locator("#card")).containsText("160\u202f530");
        assertThat(page.locator("#card")).containsText("36 \u00d7 36 pixels");
        assertThat(page.locator("#card code")).hasText(Pattern.compile("[0-9a-f]{64}"));
        assertThat(page.locator("#phantom")).isVisible();
        assertThat(page.locator("header")).containsText("For research. Not a medical device.");
        page.getByText("Scores on validation").click();
        assertThat(page.locator("#card")).containsText("Macro F1");
    }

    @Test
    void anotherModelIsAskedByItsNameAboutEverySlice() {
        open();
        choose(PhantomFile.several(2));
        assertThat(page.locator("#tally")).hasText("2 answered");
        int asked = posts().size();
        assertThat(posts()).extracting(Request::url).allMatch(to -> to.contains("model=default"));
        page.getByLabel("Model", exactly()).selectOption("ward-b");
        assertThat(page.locator("#card dd").first()).hasText("ward-b");
        assertThat(page.locator("#tally")).hasText("2 answered");
        seen();
        assertThat(posts().subList(asked, posts().size()))
                .hasSize(2)
                .extracting(Request::url)
                .allMatch(to -> to.contains("model=ward-b"));
    }

    @Test
    void aDamagedFileShowsItsProblemAndTheOthersGoOn() {
        open();
        drop(PhantomFile.of(0), PhantomFile.damaged(), PhantomFile.of(1));
        assertThat(page.locator("#tally")).hasText("2 answered, 1 failed");
        assertThat(rows().nth(1)).containsText("The image is damaged");
        assertThat(rows().nth(2)).containsText(Pattern.compile("COVID \\d+\\.\\d %"));
        rows().nth(1).click();
        assertThat(page.locator("#problem")).isVisible();
        assertThat(page.locator("#problem")).containsText("The image is damaged");
        assertThat(page.locator("#problem")).containsText("ends before that");
        assertThat(page.locator("#again")).isHidden();
        rows().nth(2).click();
        assertThat(page.locator("#problem")).isHidden();
        seen();
    }

    @Test
    void filesAreSentAsTheyAreOneARequestAndWithoutTheirNames() {
        FilePayload[] files = PhantomFile.several(4);
        open();
        choose(files);
        assertThat(page.locator("#tally")).hasText("4 answered");
        assertThat(posts()).hasSize(4);
        assertThat(posts().stream().map(Request::postDataBuffer).toList())
                .containsExactlyInAnyOrder(
                        files[0].buffer, files[1].buffer, files[2].buffer, files[3].buffer);
        String sent =
                posts().stream()
                        .map(request -> request.url() + request.allHeaders())
                        .collect(Collectors.joining());
        assertThat(sent).doesNotContain("phantom-");
    }

    @Test
    void atMostThreeRequestsAreUnderWayAtATime() {
        open();
        int[] now = {0, 0};
        page.onRequest(
                request -> {
                    if (request.method().equals("POST")) {
                        now[1] = Math.max(now[1], ++now[0]);
                    }
                });
        page.onRequestFinished(request -> now[0] -= request.method().equals("POST") ? 1 : 0);
        choose(PhantomFile.several(12));
        assertThat(page.locator("#tally")).hasText("12 answered");
        assertThat(now[1]).isBetween(2, 3);
    }
}
