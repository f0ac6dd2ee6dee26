package io.ctattention.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.quarkus.CtClassifier;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Not found by its name, but run by {@link ManyApplicationsTest}. */
class OneOfManyApplications {

    @RegisterExtension
    static final QuarkusUnitTest APP =
            new QuarkusUnitTest()
                    .withApplicationRoot(jar -> jar.addClasses(TestModels.class, TestSlices.class))
                    .overrideConfigKey("quarkus.ct-attention.model", TestModels.cbam());

    @Inject CtClassifier classifier;

    @Test
    void theModelAnswers() throws Exception {
        assertThat(classifier.classify(TestSlices.png(1)).probabilities()).hasSize(2);
    }
}
