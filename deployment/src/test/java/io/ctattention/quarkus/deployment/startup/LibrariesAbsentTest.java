package io.ctattention.quarkus.deployment.startup;

import static org.junit.jupiter.api.Assertions.fail;

import io.ctattention.quarkus.CtClassifier;
import io.ctattention.quarkus.deployment.TestModels;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LibrariesAbsentTest {

    @RegisterExtension
    static final QuarkusUnitTest APP =
            new QuarkusUnitTest()
                    .withApplicationRoot(jar -> jar.addClass(StartupError.class))
                    .overrideConfigKey("quarkus.ct-attention.model", TestModels.cbam())
                    .overrideConfigKey("quarkus.ct-attention.pytorch.library-path", "/nowhere")
                    .assertException(StartupError.of("PyTorch 2.7.1 (cpu, "));

    @Inject CtClassifier classifier;

    @Test
    void aFolderWithoutLibrariesIsNotReplacedByTheOneOfTheJars() {
        fail("the application must not start");
    }
}
