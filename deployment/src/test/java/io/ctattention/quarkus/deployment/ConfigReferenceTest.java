package io.ctattention.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The reference in docs/ is what the build generates from the Javadoc of the configuration. */
class ConfigReferenceTest {

    private static final Path GENERATED =
            Path.of("target", "config-reference", "quarkus-ct-attention.md");
    private static final Path PUBLISHED = Path.of("..", "docs", "config-reference.md");

    @Test
    void theReferenceIsNotStale() throws IOException {
        assertThat(Files.readString(PUBLISHED))
                .as(
                        "docs/config-reference.md is stale; from the repository's root:"
                                + " cp deployment/%s docs/config-reference.md",
                        GENERATED)
                .isEqualTo(Files.readString(GENERATED));
    }
}
