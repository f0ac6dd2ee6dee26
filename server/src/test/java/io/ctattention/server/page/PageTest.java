package io.ctattention.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * A page in a real browser. After every test: no request has left the origin, no dialog has opened,
 * nothing of the page has failed, nothing broke the Content-Security-Policy, and there was no
 * moment with an image without a source or a heading without words.
 */
abstract class PageTest {

    /** What the browser itself says of the answers that tests ask for. */
    private static final String REFUSED_ANSWER = "Failed to load resource";

    /** Enough for a machine that has other work, too. */
    private static final double PATIENCE_MS = 20_000;

    private static final String WATCH_MARKUP =
            """
            new MutationObserver(() => {
              for (const element of document.querySelectorAll('img:not([src]), h1, h2, h3')) {
                const bare = element.localName === 'img' || element.textContent.trim() === '';
                if (bare && document.readyState !== 'loading') {
                  console.error('markup: ' + element.outerHTML);
                }
              }
            }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
            """;

    private static Chromium chromium;

    @TestHTTPResource("/")
    URL url;

    final List<Request> requests = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private BrowserContext context;
    Page page;

    /** One browser for all classes; it ends with this process. */
    @BeforeAll
    static void startChromium() {
        if (chromium == null) {
            chromium = Chromium.start();
        }
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    }

    @BeforeEach
    void newPage() {
        context =
                chromium.browser()
                        .newContext(new Browser.NewContextOptions().setViewportSize(1440, 900));
        context.addInitScript(WATCH_MARKUP);
        page = context.newPage();
        page.onRequest(requests::add);
        page.onDialog(
                dialog -> {
                    faults.add("dialog: " + dialog.message());
                    dialog.dismiss();
                });
        page.onPageError(error -> faults.add("error: " + error));
        page.onConsoleMessage(
                message -> {
                    if (!message.text().startsWith(REFUSED_ANSWER)) {
                        faults.add(message.type() + ": " + message.text());
                    }
                });
    }

    @AfterEach
    void nothingWentWrong() {
        context.close();
        assertThat(faults).isEmpty();
        assertThat(requests)
                .extracting(Request::url)
                .allMatch(
                        address ->
                                address.startsWith(url.toString())
                                        || address.startsWith("blob:" + url)
                                        || address.startsWith("data:image/png;base64,"));
    }

    /** Opens the page and waits for the model's card. */
    void open() {
        page.navigate(url.toString());
        assertThat(page.locator("#card-body")).containsText("SHA-256");
    }

    void choose(FilePayload... files) {
        page.locator("#files").setInputFiles(files);
    }

    /** Drops files as if from a file manager. */
    void drop(FilePayload... files) {
        List<List<String>> sent =
                Arrays.stream(files)
                        .map(
                                file ->
                                        List.of(
                                                file.name,
                                                file.mimeType,
                                                Base64.getEncoder().encodeToString(file.buffer)))
                        .toList();
        JSHandle transfer =
                page.evaluateHandle(
                        """
                        files => {
                          const transfer = new DataTransfer();
                          for (const [name, type, base64] of files) {
                            const bytes = Uint8Array.from(atob(base64), c => c.charCodeAt(0));
                            transfer.items.add(new File([bytes], name, { type }));
                          }
                          return transfer;
                        }
                        """,
                        sent);
        page.locator("main").dispatchEvent("drop", Map.of("dataTransfer", transfer));
    }

    Locator rows() {
        return page.locator("#list li");
    }

    /** Chooses a radio button by its label. */
    void turnTo(String choice) {
        page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(choice).setExact(true))
                .check();
    }

    /** Shows a slice that has a heat map. */
    void showHeat() {
        drop(PhantomFile.withHeat());
        page.getByLabel("Method").selectOption("Grad-CAM++");
        seen();
        assertThat(page.locator("#heat")).isVisible();
    }

    /** Waits until the slice that is looked at has its heat map, or words instead. */
    void seen() {
        assertThat(page.locator("#time")).containsText("Answered in");
    }

    /** The requests about slices so far. */
    List<Request> posts() {
        return requests.stream().filter(request -> request.method().equals("POST")).toList();
    }
}
