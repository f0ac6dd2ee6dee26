package io.ctattention.quarkus.deployment.startup;

import static org.junit.jupiter.api.Assertions.fail;

import io.ctattention.quarkus.CtClassifier;
import io.ctattention.quarkus.ModelName;
import io.ctattention.quarkus.deployment.TestModels;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OtherClassesTest {

    @RegisterExtension
    static final QuarkusUnitTest APP =
            new QuarkusUnitTest()
                    .withApplicationRoot(jar -> jar.addClass(StartupError.class))
                    .overrideConfigKey("quarkus.ct-attention.model", TestModels.threeClasses())
                    .assertException(
                            StartupError.of(
                                    "quarkus.ct-attention.model is "
                                            + TestModels.threeClasses()
                                            + ", a model with the classes Normal, Pneumonia, COVID;"
                                            + " io.ctattention.quarkus.deployment.startup.OtherClassesTest#classifier expects the classes NonCOVID, COVID"));

    @Inject
    @ModelName(classes = {"NonCOVID", "COVID"})
    CtClassifier classifier;

    @Test
    void aModelOfOtherClassesThanTheInjectionPointDemandsIsRefused() {
        fail("the application must not start");
    }
}
