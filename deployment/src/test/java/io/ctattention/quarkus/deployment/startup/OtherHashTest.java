package io.ctattention.quarkus.deployment.startup;

import static org.junit.jupiter.api.Assertions.fail;

import io.ctattention.quarkus.CtClassifier;
import io.ctattention.quarkus.deployment.TestModels;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OtherHashTest {

    @RegisterExtension
    static final QuarkusUnitTest APP =
            new QuarkusUnitTest()
                    .withApplicationRoot(jar -> jar.addClass(StartupError.class))
                    .overrideConfigKey("quarkus.ct-attention.model", damaged())
                    .assertException(
                            StartupError.of(
                                    "quarkus.ct-attention.model is target/test-models/damaged: target/test-models/damaged/ct-attention-0000.params: its SHA-256 is "));

    @Inject CtClassifier classifier;

    @Test
    void parametersThatAreNotThoseOfTheCardAreRefused() {
        fail("the application must not start");
    }

    private static String damaged() {
        try {
            Path folder = TestModels.own("damaged");
            Path parameters = folder.resolve("ct-attention-0000.params");
            byte[] content = Files.readAllBytes(parameters);
            content[content.length / 2] ^= 1;
            Files.write(parameters, content);
            return folder.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
