package io.ctattention.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.ctattention.server.ServedModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a service without keys and without load does not say: those answers are put in its way. */
@QuarkusTest
@TestProfile(ServedModel.class)
class RefusedPageTest extends PageTest {

    private static final String KEY = "the-right-key";

    private static Route.FulfillOptions problem(int status, String title) {
        return new Route.FulfillOptions()
                .setStatus(status)
                .setContentType("application/problem+json")
                .setHeaders(Map.of("Retry-After", "1", "Content-Type", "application/problem+json"))
                .setBody(
                        String.format(
                                Locale.ROOT, "{\"title\":\"%s\",\"status\":%d}", title, status));
    }

    private Locator key() {
        return page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("API key"));
    }

    private void enter(String key) {
        key().fill(key);
        page.keyboard().press("Enter");
    }

    @Test
    void aMissingOrWrongKeyIsAskedForAndTheRightOneIsKeptForTheTab() {
        page.route(
                "**/v1/**",
                route -> {
                    if (KEY.equals(route.request().headerValue("x-api-key"))) {
                        route.resume();
                    } else {
                        route.fulfill(problem(401, "Not allowed"));
                    }
                });
        page.navigate(url.toString());
        assertThat(key()).isFocused();
        assertThat(key()).hasAttribute("type", "password");
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
        enter("a-wrong-key");
        assertThat(page.locator("#key-text")).containsText("did not accept");
        assertThat(key()).hasValue("");
        enter(KEY);
        assertThat(page.locator("#card-body")).containsText("SHA-256");
        assertThat(page.locator("#key")).isHidden();
        choose(PhantomFile.of(1));
        seen();
        page.reload();
        assertThat(page.locator("#card-body")).containsText("SHA-256");
        assertThat(page.evaluate("() => localStorage.length")).isEqualTo(0);
    }

    @Test
    void aBusyServiceIsAskedAgainWhenItSaysAndThePageSaysSo() {
        AtomicInteger asked = new AtomicInteger();
        page.route(
                "**/v1/explanations*",
                route -> {
                    if (asked.incrementAndGet() < 3) {
                        route.fulfill(problem(429, "Busy"));
                    } else {
                        route.resume();
                    }
                });
        open();
        choose(PhantomFile.several(2));
        assertThat(page.locator("#asking"))
                .hasText("The service is busy. Trying again in 1 s (2 of 4)");
        assertThat(rows().nth(1)).containsText("%");
        seen();
        assertThat(asked).hasValue(3);
    }

    @Test
    void aServiceThatStaysBusyIsLeftAloneUntilAPersonAsksAgain() {
        AtomicInteger asked = new AtomicInteger();
        page.route(
                "**/v1/explanations*",
                route -> {
                    asked.incrementAndGet();
                    route.fulfill(problem(429, "The service is busy"));
                });
        open();
        choose(PhantomFile.of(1));
        assertThat(page.locator("#problem-title")).hasText("The service is busy");
        assertThat(asked).hasValue(5);
        page.unroute("**/v1/explanations*");
        page.locator("#again").click();
        seen();
    }

    @Test
    void aBrokenConnectionIsSaidAtTheSlice() {
        open();
        page.route("**/v1/explanations*", Route::abort);
        choose(PhantomFile.several(2));
        assertThat(page.locator("#problem")).isVisible();
        assertThat(page.locator("#problem-title")).hasText("No answer from the service");
        assertThat(rows().nth(0)).containsText("No answer from the service");
        assertThat(rows().nth(1)).containsText("%");
        page.unroute("**/v1/explanations*");
        page.locator("#again").click();
        seen();
    }

    @Test
    void aServiceThatCannotBeAskedForItsModelsIsSaidAndAskedAgain() {
        page.route("**/v1/models", Route::abort);
        page.navigate(url.toString());
        assertThat(page.locator("#card-body")).containsText("No answer from the service");
        choose(PhantomFile.of(1));
        assertThat(rows()).hasCount(1);
        page.unroute("**/v1/models");
        page.locator("#card-body").getByText("Try again").click();
        seen();
    }
}
