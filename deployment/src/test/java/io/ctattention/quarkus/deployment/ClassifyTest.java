package io.ctattention.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.repository.zoo.ZooModel;
import io.ctattention.explanation.CamMethod;
import io.ctattention.explanation.CamTarget;
import io.ctattention.explanation.Explanation;
import io.ctattention.explanation.GradCamTranslator;
import io.ctattention.explanation.Layer;
import io.ctattention.image.ImageException;
import io.ctattention.model.CtModel;
import io.ctattention.model.Inference;
import io.ctattention.model.ModelFolder;
import io.ctattention.model.SliceReader;
import io.ctattention.model.SliceResult;
import io.ctattention.model.SliceSource;
import io.ctattention.quarkus.Classification;
import io.ctattention.quarkus.CtClassifier;
import io.ctattention.quarkus.GradCamExplainer;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ClassifyTest {

    @RegisterExtension
    static final QuarkusUnitTest APP =
            new QuarkusUnitTest()
                    .withApplicationRoot(jar -> jar.addClasses(TestModels.class, TestSlices.class))
                    .overrideConfigKey("quarkus.ct-attention.model", TestModels.cbam());

    @Inject CtClassifier classifier;
    @Inject GradCamExplainer explainer;
    @Inject GradCamTranslator translator;
    @Inject ZooModel<Image, Classifications> model;

    @Test
    void everyFormOfASliceGetsTheAnswerOfTheCore(@TempDir Path folder) throws Exception {
        Path file = TestSlices.file(folder, 3);
        byte[] content = TestSlices.png(3);
        double[] expected = answerOfTheCore(file);

        List<Classification> answers =
                List.of(
                        classifier.classify(file),
                        classifier.classify(content),
                        classifier.classify(new ByteArrayInputStream(content)),
                        classifier.classify(
                                ImageFactory.getInstance().fromImage(TestSlices.image(3))),
                        classifier.classifyAsync(file).await().atMost(Duration.ofSeconds(30)));

        assertThat(answers)
                .allSatisfy(
                        answer -> {
                            assertThat(answer.probabilities().keySet())
                                    .containsExactly("NonCOVID", "COVID");
                            assertThat(answer.probabilities().get("NonCOVID"))
                                    .isCloseTo(expected[0], within(1e-6));
                            assertThat(answer.probabilities().get("COVID"))
                                    .isCloseTo(expected[1], within(1e-6));
                            assertThat(answer.prediction())
                                    .isEqualTo(expected[1] > expected[0] ? "COVID" : "NonCOVID");
                        });
        assertThat(classifier.card().classes()).containsExactly("NonCOVID", "COVID");
    }

    private static double[] answerOfTheCore(Path file) throws Exception {
        try (CtModel loaded = ModelFolder.load(Path.of(TestModels.cbam()), Device.cpu())) {
            return new SliceReader(loaded.card().network(), false)
                    .answer(
                            List.of(SliceSource.of(file)),
                            slices -> Inference.classify(loaded, slices))
                    .get(0)
                    .orElseThrow();
        }
    }

    @Test
    void aDamagedSliceAmongManyIsNamedAndTheOthersAreAnswered() throws Exception {
        byte[] whole = TestSlices.png(0);
        byte[] cut = java.util.Arrays.copyOf(whole, whole.length / 2);
        List<SliceSource> slices =
                List.of(
                        SliceSource.of("first", whole),
                        SliceSource.of("broken", cut),
                        SliceSource.of("text", "no image".getBytes(StandardCharsets.UTF_8)),
                        SliceSource.of("last", TestSlices.png(1)));

        List<SliceResult<Classification>> results = classifier.classify(slices);

        assertThat(results)
                .extracting(SliceResult::name)
                .containsExactly("first", "broken", "text", "last");
        assertThat(results).extracting(SliceResult::ok).containsExactly(true, false, false, true);
        assertThat(results.get(1).error()).hasMessageStartingWith("broken: ");
        assertThat(results.get(3).value().probabilities().get("COVID"))
                .isCloseTo(
                        classifier.classify(TestSlices.png(1)).probabilities().get("COVID"),
                        within(1e-6));
        assertThatThrownBy(() -> classifier.classify(cut)).isInstanceOf(ImageException.class);
        assertThatThrownBy(
                        () -> classifier.classifyAsync(cut).await().atMost(Duration.ofSeconds(30)))
                .hasRootCauseInstanceOf(ImageException.class);
        assertThat(classifier.classify(List.of())).isEmpty();
    }

    @Test
    void moreSlicesThanABatchComeInTheirOrder() throws Exception {
        List<SliceSource> slices =
                java.util.stream.IntStream.range(0, 70)
                        .mapToObj(i -> SliceSource.of("slice " + i, TestSlices.png(i % 10)))
                        .toList();
        List<SliceResult<Classification>> results = classifier.classify(slices);
        assertThat(results).hasSize(70);
        for (int i = 0; i < 70; i++) {
            assertThat(results.get(i).name()).isEqualTo("slice " + i);
            assertThat(results.get(i).value().probability())
                    .isCloseTo(results.get(i % 10).value().probability(), within(1e-6));
        }
    }

    @Test
    void anExplanationFitsTheAnswerAndIsDrawn() throws Exception {
        byte[] slice = TestSlices.png(5);
        Explanation explanation = explainer.explain(slice);
        Classification answer = classifier.classify(slice);

        assertThat(explanation.prediction()).isEqualTo(answer.prediction());
        assertThat(explanation.explainedClass()).isEqualTo(answer.prediction());
        assertThat(explanation.probability("COVID"))
                .isCloseTo(answer.probabilities().get("COVID"), within(1e-6));
        assertThat(explanation.heatMap().side()).isEqualTo(4);
        assertThat(explanation.gates()).hasSize(3);

        CamTarget other = CamTarget.of("NonCOVID").at(Layer.ATTENTION);
        assertThat(other.method()).isEqualTo(CamMethod.GRADCAM);
        for (CamMethod method : CamMethod.values()) {
            Explanation by = explainer.explain(SliceSource.of("s", slice), other.by(method));
            assertThat(by.method()).isEqualTo(method);
            assertThat(by.layer()).isEqualTo(Layer.ATTENTION);
            assertThat(by.heatMap().side()).isEqualTo(4);
        }
        assertThat(explainer.explain(SliceSource.of("s", slice), other).layer())
                .isEqualTo(Layer.ATTENTION);
        var overlay = ImageIO.read(new ByteArrayInputStream(explainer.overlay(slice)));
        assertThat(overlay.getWidth()).isGreaterThan(480);
    }

    @Test
    void anUnknownClassIsRefusedWithThoseThatAreThere() {
        SliceSource slice = SliceSource.of("s", TestSlices.png(0));
        assertThatThrownBy(() -> explainer.explain(slice, CamTarget.of("Flu")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The model has no class Flu; its classes are NonCOVID, COVID");
    }

    @Test
    void thePlainDjlObjectsWorkTogether() throws Exception {
        Image slice = ImageFactory.getInstance().fromImage(TestSlices.image(5));
        try (Predictor<Image, Explanation> explaining = model.newPredictor(translator);
                Predictor<Image, Classifications> classifying = model.newPredictor()) {
            Explanation explanation = explaining.predict(slice);
            assertThat(explanation.heatMap().raw())
                    .containsExactly(explainer.explain(slice).heatMap().raw());
            assertThat(classifying.predict(slice).best().getClassName())
                    .isEqualTo(explanation.prediction());
        }
    }

    @Test
    void anApplicationThatClosesTheInjectedModelTakesItFromNoOther() throws Exception {
        byte[] slice = TestSlices.png(5);
        Classification before = classifier.classify(slice);

        model.close();

        assertThat(classifier.classify(slice)).isEqualTo(before);
        try (Predictor<Image, Classifications> classifying = model.newPredictor()) {
            Image image = ImageFactory.getInstance().fromImage(TestSlices.image(5));
            assertThat(classifying.predict(image).best().getClassName())
                    .isEqualTo(before.prediction());
        }
    }
}
