package io.ctattention.quarkus.deployment;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.quarkus.test.QuarkusDevModeTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Takes the picture of the Dev UI that the documents show. It is no test, and its name keeps it
 * from running as one: {@code docs/pictures/make.sh} runs it, and says with which model.
 */
class DevUiPicture {

    private static final double PATIENCE_MS = 60_000;

    private static final String MODEL = "quarkus.ct-attention.model";

    @RegisterExtension
    static final QuarkusDevModeTest APP =
            new QuarkusDevModeTest()
                    .withApplicationRoot(
                            jar -> jar.addAsResource(config(), "application.properties"));

    private static StringAsset config() {
        return new StringAsset(MODEL + "=" + System.getProperty(MODEL));
    }

    @Test
    void takeIt() {
        try (Playwright playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))) {
            Browser browser =
                    playwright
                            .chromium()
                            .launch(
                                    new BrowserType.LaunchOptions()
                                            .setExecutablePath(Path.of(System.getenv("CHROMIUM")))
                                            .setArgs(List.of("--no-sandbox")));
            Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1320, 1160));
            page.setDefaultTimeout(PATIENCE_MS);
            page.navigate("http://localhost:8080/q/dev-ui/quarkus-ct-attention/explain-a-slice");
            page.locator("input[type=file]")
                    .setInputFiles(Path.of(System.getProperty("pictures.slice")));
            assertThat(page.locator("qwc-ct-attention-explain img"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS));
            // Without internet the Dev UI itself complains that it cannot ask the extension
            // registry.
            page.addStyleTag(
                    new Page.AddStyleTagOptions()
                            .setContent("vaadin-notification-container { display: none }"));
            page.screenshot(
                    new Page.ScreenshotOptions().setPath(Path.of("../docs/pictures/dev-ui.png")));
        }
    }
}
