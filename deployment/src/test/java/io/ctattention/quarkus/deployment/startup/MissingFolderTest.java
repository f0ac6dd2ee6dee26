package io.ctattention.quarkus.deployment.startup;

import static org.junit.jupiter.api.Assertions.fail;

import io.ctattention.quarkus.CtClassifier;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MissingFolderTest {

    @RegisterExtension
    static final QuarkusUnitTest APP =
            new QuarkusUnitTest()
                    .withApplicationRoot(jar -> jar.addClass(StartupError.class))
                    .overrideConfigKey("quarkus.ct-attention.model", "target/no-such-model")
                    .assertException(
                            StartupError.of(
                                    "quarkus.ct-attention.model is target/no-such-model: target/no-such-model: no such model folder"));

    @Inject CtClassifier classifier;

    @Test
    void aFolderThatIsNotThereIsNamed() {
        fail("the application must not start");
    }
}
