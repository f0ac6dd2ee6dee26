package io.ctattention.quarkus.deployment.startup;

import static org.junit.jupiter.api.Assertions.fail;

import io.ctattention.quarkus.CtClassifier;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ModelNotSetTest {

    @RegisterExtension
    static final QuarkusUnitTest APP =
            new QuarkusUnitTest()
                    .withApplicationRoot(jar -> jar.addClass(StartupError.class))
                    .assertException(
                            StartupError.of(
                                    "quarkus.ct-attention.model is not set, and io.ctattention.quarkus.deployment.startup.ModelNotSetTest#classifier needs it; set it to a model folder or to classpath: and a folder of resources. No model is configured."));

    @Inject CtClassifier classifier;

    @Test
    void aModelThatIsInjectedMustBeConfigured() {
        fail("the application must not start");
    }
}
