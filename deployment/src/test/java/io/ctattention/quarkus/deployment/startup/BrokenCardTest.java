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

class BrokenCardTest {

    @RegisterExtension
    static final QuarkusUnitTest APP =
            new QuarkusUnitTest()
                    .withApplicationRoot(jar -> jar.addClass(StartupError.class))
                    .overrideConfigKey("quarkus.ct-attention.model", cut())
                    .assertException(
                            StartupError.of(
                                    "quarkus.ct-attention.model is target/test-models/cut:"
                                            + " target/test-models/cut/model.json: it is not valid"
                                            + " JSON: "));

    @Inject CtClassifier classifier;

    @Test
    void aCardThatIsCutOffIsRefused() {
        fail("the application must not start");
    }

    private static String cut() {
        try {
            Path folder = TestModels.own("cut");
            Path card = folder.resolve("model.json");
            String whole = Files.readString(card);
            Files.writeString(card, whole.substring(0, whole.length() / 2));
            return folder.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
