package io.ctattention.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.ctattention.server.version.ServedOverTls;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URL;
import org.junit.jupiter.api.Test;

/** The page in a real browser, which speaks HTTP/2 with whoever has a certificate. */
@QuarkusTest
@TestProfile(ServedOverTls.class)
class PageOverTlsTest {

    @TestHTTPResource(value = "/", tls = true)
    URL url;

    @Test
    void slicesAreClassifiedAndExplainedOverHttp2() {
        try (Chromium chromium = Chromium.start();
                BrowserContext context =
                        chromium.browser()
                                .newContext(
                                        new Browser.NewContextOptions()
                                                .setIgnoreHTTPSErrors(true))) {
            Page page = context.newPage();
            page.setDefaultTimeout(60_000);
            page.navigate(url.toString());
            page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("API key"))
                    .fill(ServedOverTls.KEY);
            page.keyboard().press("Enter");
            page.locator("#files").setInputFiles(PhantomFile.several(6));
            page.locator("#time").getByText("Answered in").waitFor();
            assertThat(page.locator("#list li").last()).containsText("%");
            assertThat(
                            page.evaluate(
                                    "() => [...new Set(performance.getEntriesByType('resource')"
                                            + ".map(entry => entry.nextHopProtocol))].join()"))
                    .isEqualTo("h2");
        }
    }
}
