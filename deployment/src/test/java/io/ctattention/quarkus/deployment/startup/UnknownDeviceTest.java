package io.ctattention.quarkus.deployment.startup;

import static org.junit.jupiter.api.Assertions.fail;

import io.ctattention.quarkus.CtClassifier;
import io.ctattention.quarkus.deployment.TestModels;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UnknownDeviceTest {

    @RegisterExtension
    static final QuarkusUnitTest APP =
            new QuarkusUnitTest()
                    .withApplicationRoot(jar -> jar.addClass(StartupError.class))
                    .overrideConfigKey("quarkus.ct-attention.model", TestModels.cbam())
                    .overrideConfigKey("quarkus.ct-attention.device", "gpu")
                    .assertException(
                            StartupError.of(
                                    "quarkus.ct-attention.device is gpu: Unknown device 'gpu'; use"
                                            + " auto, cpu, cuda or cuda:N"));

    @Inject CtClassifier classifier;

    @Test
    void aWordThatIsNoDeviceIsRefused() {
        fail("the application must not start");
    }
}
