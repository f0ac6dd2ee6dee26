package io.ctattention.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.repository.zoo.ZooModel;
import io.ctattention.quarkus.CtClassifier;
import io.ctattention.quarkus.GradCamExplainer;
import io.ctattention.quarkus.ModelLoaded;
import io.ctattention.quarkus.ModelName;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NamedModelsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP =
            new QuarkusUnitTest()
                    .withApplicationRoot(
                            jar -> jar.addClasses(TestModels.class, TestSlices.class, Heard.class))
                    .overrideConfigKey("quarkus.ct-attention.model", TestModels.cbam())
                    .overrideConfigKey(
                            "quarkus.ct-attention.\"ward-b\".model", TestModels.baseline())
                    .overrideConfigKey(
                            "quarkus.ct-attention.triage.model", TestModels.threeClasses());

    @Singleton
    static class Heard {

        final List<ModelLoaded> models = new CopyOnWriteArrayList<>();

        void loaded(@Observes ModelLoaded model) {
            models.add(model);
        }
    }

    @Inject CtClassifier unnamed;

    @Inject
    @ModelName(classes = {"COVID", "NonCOVID"})
    CtClassifier demanded;

    @Inject
    @ModelName("ward-b")
    CtClassifier wardB;

    @Inject
    @ModelName("ward-b")
    GradCamExplainer wardBExplainer;

    @Inject
    @ModelName("ward-b")
    ZooModel<Image, Classifications> wardBModel;

    @Inject @Any Instance<CtClassifier> any;
    @Inject Heard heard;

    @Test
    void eachNameIsItsOwnModel() throws Exception {
        assertThat(unnamed.card().name()).isEqualTo("cbam");
        assertThat(wardB.card().name()).isEqualTo("baseline");
        assertThat(wardB.classify(TestSlices.png(1)).probabilities())
                .isNotEqualTo(unnamed.classify(TestSlices.png(1)).probabilities());
        assertThat(wardBExplainer.explain(TestSlices.png(1)).gates()).isEmpty();
        assertThat(wardBModel.getBlock().getParameters().size()).isEqualTo(10);
    }

    @Test
    void demandedClassesMayBeInAnyOrder() {
        assertThat(demanded).isSameAs(unnamed);
    }

    @Test
    void aModelThatIsOnlyConfiguredCanBeLookedUpByItsName() throws Exception {
        CtClassifier triage = any.select(ModelName.Literal.of("triage")).get();
        assertThat(triage.classify(TestSlices.png(1)).probabilities().keySet())
                .containsExactly("Normal", "Pneumonia", "COVID");
    }

    @Test
    void theApplicationHearsOfEveryLoadedModel() {
        assertThat(heard.models)
                .extracting(ModelLoaded::name)
                .containsExactlyInAnyOrder(ModelName.DEFAULT, "ward-b", "triage");
        assertThat(heard.models).extracting(ModelLoaded::device).containsOnly("cpu");
    }
}
