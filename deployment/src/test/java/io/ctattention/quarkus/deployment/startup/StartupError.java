package io.ctattention.quarkus.deployment.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.model.PyTorch;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;

/** What an application says that does not start. */
final class StartupError {

    private StartupError() {}

    /** Expects a configuration error whose message starts with a text, which names the property. */
    static Consumer<Throwable> of(String text) {
        return failure -> {
            Throwable root = failure;
            while (root.getCause() != null && !(root instanceof ConfigurationException)) {
                root = root.getCause();
            }
            assertThat(root).isInstanceOf(ConfigurationException.class);
            assertThat(root).hasMessageStartingWith(text);
        };
    }

    static void requireNoGpu() {
        Assumptions.assumeTrue(
                PyTorch.engine().getGpuCount() == 0, "skipped: this machine has a CUDA device");
    }
}
