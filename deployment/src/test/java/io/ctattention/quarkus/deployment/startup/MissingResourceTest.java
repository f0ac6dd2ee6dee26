package io.ctattention.quarkus.deployment.startup;

import static org.junit.jupiter.api.Assertions.fail;

import io.ctattention.quarkus.CtClassifier;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MissingResourceTest {

    @RegisterExtension
    static final QuarkusUnitTest APP =
            new QuarkusUnitTest()
                    .withApplicationRoot(jar -> jar.addClass(StartupError.class))
                    .overrideConfigKey("quarkus.ct-attention.model", "classpath:models/none")
                    .assertException(
                            StartupError.of(
                                    "quarkus.ct-attention.model is classpath:models/none:"
                                            + " models/none/model.json: no such resource in the"
                                            + " application; a model folder must contain it"));

    @Inject CtClassifier classifier;

    @Test
    void aResourceThatIsNotThereIsNamed() {
        fail("the application must not start");
    }
}
