package io.ctattention.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import io.ctattention.server.ServedModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(ServedModel.class)
class PageForEverybodyTest extends PageTest {

    private static final int NARROW = 320;

    private void assertAccessible(String state) {
        page.waitForTimeout(300); // colours in transition have no contrast yet
        assertThat(new AxeBuilder(page).analyze().getViolations()).as(state).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void axeFindsNoFaultInAnyState(ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        open();
        assertAccessible("empty");
        choose(PhantomFile.of(1), PhantomFile.damaged());
        page.getByLabel("Method").selectOption("Grad-CAM++");
        seen();
        assertThat(page.locator("#heat")).isVisible();
        page.locator("summary").all().forEach(Locator::click);
        assertThat(page.locator("#tally")).hasText("1 answered, 1 failed");
        assertAccessible("answered");
        rows().nth(1).click();
        assertThat(page.locator("#problem")).isVisible();
        assertAccessible("failed");
    }

    @Test
    void axeFindsNoFaultOnANarrowScreen() {
        page.setViewportSize(NARROW, 640);
        open();
        choose(PhantomFile.several(5));
        seen();
        assertAccessible("narrow");
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 390, 768, 1100, 1440, 2560})
    void nothingIsWiderThanTheScreen(int width) {
        page.setViewportSize(width, 700);
        open();
        assertFits(width);
        choose(PhantomFile.several(5));
        seen();
        page.locator("summary").all().forEach(Locator::click);
        assertFits(width);
    }

    private void assertFits(int width) {
        assertThat(page.evaluate("() => document.documentElement.scrollWidth")).isEqualTo(width);
        for (Locator control :
                page.locator("button:visible, input:visible, select:visible").all()) {
            BoundingBox box = control.boundingBox();
            assertThat(box.x).as(control.toString()).isNotNegative();
            assertThat(box.x + box.width).as(control.toString()).isLessThanOrEqualTo(width);
        }
    }

    @Test
    void everythingCanBeUsedOnANarrowScreen() {
        page.setViewportSize(NARROW, 640);
        open();
        choose(PhantomFile.several(5));
        seen();
        rows().nth(4).click();
        assertThat(page.locator("#slice-title")).hasText("phantom-04.png");
        turnTo("Attention");
        assertThat(page.locator("#caption")).containsText("layer attention");
        page.locator("#opacity").fill("20");
        assertThat(page.locator("#opacity-value")).hasText("20 %");
        page.locator("#remove").click();
        assertThat(rows()).hasCount(4);
        page.locator("#clear").click();
        assertThat(page.locator("#choose")).isVisible();
    }
}
