package io.ctattention.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Takes the pictures of pages that the documents show. It is no test, and its name keeps it from
 * running as one: {@code docs/pictures/make.sh} runs it, and says with which model.
 */
@QuarkusTest
class DocsPictures {

    private static final Path PICTURES = Path.of("../docs/pictures");

    @TestHTTPResource("/")
    URL service;

    @Test
    void takeThem() {
        try (Chromium chromium = Chromium.start()) {
            Page comparison = open(chromium, System.getProperty("pictures.comparison"), 1240);
            shoot(comparison, "comparison-page.png");

            Page page = open(chromium, service.toString(), 860);
            assertThat(page.locator("#card-body")).containsText("SHA-256");
            page.locator("#files").setInputFiles(Path.of(System.getProperty("pictures.slice")));
            assertThat(page.locator("#time")).containsText("Answered in");
            assertThat(page.locator("#heat")).isVisible();
            shoot(page, "service-page.png");
        }
    }

    private static Page open(Chromium chromium, String address, int height) {
        Page page =
                chromium.browser()
                        .newPage(new Browser.NewPageOptions().setViewportSize(1200, height));
        page.navigate(address);
        return page;
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name)));
    }
}
