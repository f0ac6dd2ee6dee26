package io.ctattention.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import io.ctattention.server.ServedModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ServedModel.class)
class PageByKeyboardTest extends PageTest {

    /** Names what has the focus, and whether an outline shows it, on itself or its label. */
    private static final String FOCUS =
            """
            () => {
              const focused = document.activeElement;
              const outlined = [focused, focused.closest('label')].some(element =>
                element && getComputedStyle(element).outlineStyle !== 'none');
              return (focused.id || focused.name || focused.getAttribute('role')
                || (focused === document.body ? 'BODY' : focused.textContent.trim()))
                + (outlined ? '' : ' without outline');
            }
            """;

    private void press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
    }

    private String focus() {
        return (String) page.evaluate(FOCUS);
    }

    private void tabTo(String name) {
        for (int i = 0; i < 20 && !focus().equals(name); i++) {
            press("Tab");
        }
        assertThat(focus()).isEqualTo(name);
    }

    private void chooseThree() {
        page.onFileChooser(chooser -> chooser.setFiles(PhantomFile.several(3)));
        open();
        tabTo("choose");
        press("Enter");
        assertThat(page.locator("#tally")).hasText("3 answered");
    }

    private void looksAt(int row) {
        assertThat(rows().nth(row)).isFocused();
        assertThat(rows().nth(row)).hasAttribute("aria-selected", "true");
        assertThat(page.locator("#slice-title"))
                .hasText(rows().nth(row).locator(".name").textContent());
    }

    @Test
    void arrowsWalkThroughTheSlicesAndDeleteRemovesOne() {
        chooseThree();
        looksAt(0);
        press("ArrowDown");
        looksAt(1);
        press("End");
        looksAt(2);
        press("ArrowDown");
        looksAt(2);
        press("Home");
        looksAt(0);
        press("Delete");
        assertThat(rows()).hasCount(2);
        looksAt(0);
        assertThat(page.locator("#slice-title")).hasText("phantom-01.png");
        press("Delete", "Delete");
        assertThat(rows()).hasCount(0);
        assertThat(page.locator("#choose")).isFocused();
    }

    @Test
    void theFocusFollowsWhatIsDroppedAndArrowsGoOnFromThere() {
        chooseThree();
        press("ArrowDown");
        drop(PhantomFile.of(3), PhantomFile.of(4));
        looksAt(3);
        press("ArrowDown");
        looksAt(4);
        tabTo("opacity");
        drop(PhantomFile.of(5));
        assertThat(page.locator("#slice-title")).hasText("phantom-05.png");
        assertThat(page.locator("#opacity")).isFocused();
    }

    @Test
    void spaceAndSignsBlendTheHeatMap() {
        chooseThree();
        seen();
        press("-", "-");
        assertThat(page.locator("#opacity-value")).hasText("60 %");
        press("+");
        assertThat(page.locator("#opacity-value")).hasText("65 %");
        press("Space");
        assertThat(page.getByRole(AriaRole.CHECKBOX)).not().isChecked();
        assertThat(page.locator(".ramp > div")).hasCSS("opacity", "0");
    }

    @Test
    void everyControlIsReachedByTabAndShowsItsFocus() {
        chooseThree();
        seen();
        Set<String> reached = new LinkedHashSet<>();
        for (int i = 0; i < 30 && reached.add(focus()); i++) {
            press("Tab");
        }
        assertThat(reached)
                .containsAll(
                        List.of(
                                "add",
                                "clear",
                                "option",
                                "remove",
                                "shown",
                                "opacity",
                                "class",
                                "layer",
                                "method",
                                "Scores on validation",
                                "Full card",
                                "Keys",
                                "Reading the answer",
                                "OpenAPI description"));
        assertThat(reached)
                .filteredOn(name -> name.endsWith("without outline"))
                .containsOnly("BODY without outline");
    }

    @Test
    void arrowsSwitchTheLayerAndTheAnswerIsSpoken() {
        chooseThree();
        seen();
        tabTo("layer");
        press("ArrowRight");
        assertThat(page.locator("#caption")).containsText("layer attention");
        assertThat(page.locator("#status"))
                .hasText(
                        Pattern.compile("phantom-00\\.png: \\w+, probability .*layer attention.*"));
        assertThat(page.locator("#status")).hasAttribute("aria-live", "polite");
    }
}
