package io.ctattention.quarkus.deployment.startup;

import static org.junit.jupiter.api.Assertions.fail;

import io.ctattention.quarkus.CtClassifier;
import io.ctattention.quarkus.deployment.TestModels;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CudaAbsentTest {

    @RegisterExtension
    static final QuarkusUnitTest APP =
            new QuarkusUnitTest()
                    .withApplicationRoot(jar -> jar.addClass(StartupError.class))
                    .setBeforeAllCustomizer(StartupError::requireNoGpu)
                    .overrideConfigKey("quarkus.ct-attention.model", TestModels.cbam())
                    .overrideConfigKey("quarkus.ct-attention.device", "cuda")
                    .assertException(
                            StartupError.of(
                                    "quarkus.ct-attention.device is cuda: Device cuda does not"
                                            + " exist: PyTorch 2.7.1"));

    @Inject CtClassifier classifier;

    @Test
    void cudaThatIsNotThereIsNotReplacedByTheCpu() {
        fail("the application must not start");
    }
}
