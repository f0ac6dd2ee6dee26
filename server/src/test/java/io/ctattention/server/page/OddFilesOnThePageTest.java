package io.ctattention.server.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import io.ctattention.server.ServedModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ServedModel.class)
class OddFilesOnThePageTest extends PageTest {

    private static final int MORE_THAN_THE_SERVICE_TAKES = 11 << 20;

    private static FilePayload png(String name, byte[] bytes) {
        return new FilePayload(name, "image/png", bytes);
    }

    private void paste(FilePayload file) {
        page.evaluate(
                """
                base64 => {
                  const bytes = Uint8Array.from(atob(base64), c => c.charCodeAt(0));
                  const clipboardData = new DataTransfer();
                  clipboardData.items.add(new File([bytes], "image.png", { type: "image/png" }));
                  document.dispatchEvent(new ClipboardEvent("paste", { clipboardData }));
                }
                """,
                Base64.getEncoder().encodeToString(file.buffer));
    }

    @Test
    void aPastedPictureIsASliceLikeAnother() {
        FilePayload file = PhantomFile.of(1);
        open();
        paste(file);
        seen();
        assertThat(rows()).hasCount(1);
        assertThat(page.locator("#decision"))
                .hasText(PhantomFile.explained(file).getString("slices[0].decision"));
    }

    @Test
    void aFileNameIsTextAndNeverMarkup() {
        String name = "<img src=x onerror=alert(1)>.png";
        open();
        choose(png(name, PhantomFile.of(1).buffer));
        seen();
        assertThat(page.locator("#slice-title")).hasText(name);
        assertThat(rows().first().locator(".name")).hasText(name);
    }

    @Test
    void whatTheServiceRefusedIsShownWithoutSendingTheFileAgain() {
        open();
        choose(
                PhantomFile.of(1),
                png("note.png", "no image".getBytes(StandardCharsets.UTF_8)),
                png("empty.png", new byte[0]),
                png("large.png", new byte[MORE_THAN_THE_SERVICE_TAKES]));
        assertThat(page.locator("#tally")).hasText("1 answered, 3 failed");
        seen();
        int asked = posts().size();
        for (int i = 1; i < 4; i++) {
            rows().nth(i).click();
            assertThat(page.locator("#slice-title"))
                    .hasText(rows().nth(i).locator(".name").textContent());
            assertThat(page.locator("#problem-title"))
                    .hasText(rows().nth(i).locator(".verdict").innerText());
            assertThat(page.locator("#problem-detail")).not().isEmpty();
        }
        assertThat(posts()).hasSize(asked);
    }
}
