package io.ctattention.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.FilePayload;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(PhantomModelProfile.class)
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
        assertThat(page.locator("#caption")).hasText("Grad-CAM for COVID, layer conv");
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
        drop(PhantomFile.withHeat());
        seen();
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
        drop(PhantomFile.withHeat());
        seen();
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
    void anotherLayerClassOrMethodIsAskedForOnceAndShown() {
        open();
        drop(PhantomFile.withHeat());
        seen();
        Locator heat = page.locator("#heat");
        String conv = heat.getAttribute("src");
        Request layer = page.waitForRequest("**/v1/explanations?*", () -> turnTo("Attention"));
        assertThat(layer.url()).contains("layer=attention");
        assertThat(page.locator("#caption")).hasText("Grad-CAM for COVID, layer attention");
        assertThat(heat.getAttribute("src")).isNotEqualTo(conv);
        Request other = page.waitForRequest("**/v1/explanations?*", () -> turnTo("NonCOVID"));
        assertThat(other.url()).contains("class=NonCOVID").contains("layer=attention");
        assertThat(page.locator("#caption")).containsText("NonCOVID");
        Request method =
                page.waitForRequest(
                        "**/v1/explanations?*",
                        () -> page.getByLabel("Method").selectOption("Grad-CAM++"));
        assertThat(method.url()).contains("method=gradcam%2B%2B");
        assertThat(page.locator("#caption")).containsText("Grad-CAM++");
        int asked = posts().size();
        page.getByLabel("Method").selectOption("Grad-CAM");
        turnTo("Predicted");
        turnTo("Convolution");
        assertThat(page.locator("#caption")).hasText("Grad-CAM for COVID, layer conv");
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
                .containsText("The heat map is empty: no place speaks for NonCOVID");
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
        page.getByLabel("Model", exactly()).selectOption("ward");
        assertThat(page.locator("#card dd").first()).hasText("ward");
        assertThat(page.locator("#tally")).hasText("2 answered");
        seen();
        assertThat(posts().subList(asked, posts().size()))
                .hasSize(2)
                .extracting(Request::url)
                .allMatch(to -> to.contains("model=ward"));
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
