package io.ctattention.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import io.ctattention.server.ServedModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A service that is not ready yet, or too slow: its answers are put in its way. */
@QuarkusTest
@TestProfile(ServedModel.class)
class ColdServicePageTest extends PageTest {

    /** Answers 503 once, then lets the service answer. */
    private AtomicInteger answersOnce(String path, String title) {
        AtomicInteger asked = new AtomicInteger();
        page.route(
                path,
                route -> {
                    if (asked.getAndIncrement() == 0) {
                        route.fulfill(
                                new Route.FulfillOptions()
                                        .setStatus(503)
                                        .setContentType("application/problem+json")
                                        .setHeaders(Map.of("Retry-After", "2"))
                                        .setBody(
                                                String.format(
                                                        Locale.ROOT, "{\"title\":\"%s\"}", title)));
                    } else {
                        route.resume();
                    }
                });
        return asked;
    }

    @Test
    void aServiceThatIsNotReadyYetIsSaidAndAskedAgain() {
        AtomicInteger asked = answersOnce("**/v1/models", "The service is not ready");
        page.navigate(url.toString());
        assertThat(page.locator("#card-body"))
                .hasText("The service is not ready. Trying again in 2 s (1 of 4)");
        assertThat(page.locator("#card-body")).containsText("SHA-256");
        assertThat(asked).hasValue(2);
    }

    @Test
    void anAnswerThatTookTooLongIsNotCalledABusyService() {
        AtomicInteger asked = answersOnce("**/v1/explanations*", "The answer took too long");
        open();
        choose(PhantomFile.of(1));
        assertThat(page.locator("#asking"))
                .hasText("The answer took too long. Trying again in 2 s (1 of 4)");
        seen();
        assertThat(asked).hasValue(2);
    }
}
