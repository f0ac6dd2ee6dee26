package io.ctattention.quarkus.deployment.startup;

import static org.junit.jupiter.api.Assertions.fail;

import io.ctattention.quarkus.CtClassifier;
import io.ctattention.quarkus.ModelName;
import io.ctattention.quarkus.deployment.TestModels;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UnknownNameTest {

    @RegisterExtension
    static final QuarkusUnitTest APP =
            new QuarkusUnitTest()
                    .withApplicationRoot(jar -> jar.addClass(StartupError.class))
                    .overrideConfigKey(
                            "quarkus.ct-attention.\"ward-b\".model", TestModels.baseline())
                    .assertException(
                            StartupError.of(
                                    "quarkus.ct-attention.\"ward-c\".model is not set, and io.ctattention.quarkus.deployment.startup.UnknownNameTest#classifier needs it; set it to a model folder or to classpath: and a folder of resources. The configured models are ward-b."));

    @Inject
    @ModelName("ward-c")
    CtClassifier classifier;

    @Test
    void aNameThatNobodyConfiguredIsRefusedWithThoseThatAreThere() {
        fail("the application must not start");
    }
}
