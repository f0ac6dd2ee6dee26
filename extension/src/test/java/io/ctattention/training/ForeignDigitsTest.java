package io.ctattention.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.ctattention.dataset.ReadOptions;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.reading.SliceSetReader;
import io.ctattention.evaluation.EvaluationOptions;
import io.ctattention.evaluation.EvaluationReport;
import io.ctattention.evaluation.ModelEvaluator;
import io.ctattention.explanation.CamTarget;
import io.ctattention.explanation.ClassActivationMap;
import io.ctattention.explanation.Explanation;
import io.ctattention.model.CtModel;
import io.ctattention.model.ModelFolder;
import io.ctattention.model.SliceReader;
import io.ctattention.model.SliceResult;
import io.ctattention.model.SliceSource;
import io.ctattention.phantom.PhantomSlices;
import io.ctattention.training.recipe.TrainingRecipe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever writes ۱۲ for 12 gets files that every machine reads. */
class ForeignDigitsTest {

    @TempDir Path folder;

    private final Locale before = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fa-IR", "ar-EG", "bn-BD"})
    void whatATrainingWritesHasPlainDigits(String locale) throws IOException {
        Locale.setDefault(Locale.forLanguageTag(locale));
        assertThat(String.format(Locale.getDefault(), "%d", 1))
                .as("the locale's")
                .isNotEqualTo("1");

        new PhantomSlices(1).write(folder.resolve("slices"), 12);
        SliceSet slices = SliceSetReader.read(folder.resolve("slices"), ReadOptions.defaults());
        for (int epochs = 1; epochs <= 2; epochs++) { // the second time it goes on
            TrainingPlan plan =
                    TinySlices.plan(
                            slices, TrainingRecipe.PAPER.withEpochs(epochs), folder, "run", true);
            Training.train(plan, TrainingListener.NONE, () -> false);
        }
        List<String> texts = new ArrayList<>();
        try (CtModel model = ModelFolder.load(folder.resolve("run/best"), Device.cpu())) {
            EvaluationReport report =
                    ModelEvaluator.evaluate(
                            model,
                            slices,
                            slices.slices(),
                            List.of(),
                            new EvaluationOptions(20, 1),
                            done -> {});
            report.writeCsv(folder.resolve("slices.csv"));
            texts.add(report.toText());
            texts.add(report.toJson());
            SliceReader reader = new SliceReader(model.card().network(), false);
            List<SliceResult<Explanation>> explained =
                    reader.answer(
                            List.of(SliceSource.of(slices.slices().get(0))),
                            read -> ClassActivationMap.explain(model, read, CamTarget.PREDICTION));
            texts.add(explained.get(0).orElseThrow().toJson());
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                texts.add(file.toString());
                if (file.toString().matches(".*\\.(json|csv|properties)")) {
                    texts.add(Files.readString(file, StandardCharsets.UTF_8));
                }
            }
        }
        assertThat(texts).hasSizeGreaterThan(40).noneMatch(ForeignDigitsTest::hasForeignDigit);
    }

    @Test
    void theCheckSeesThem() {
        assertThat(hasForeignDigit("run-\u06F1\u06F2")).isTrue();
        assertThat(hasForeignDigit("run-12")).isFalse();
    }

    private static boolean hasForeignDigit(String text) {
        return text.codePoints().anyMatch(c -> Character.isDigit(c) && c > '9');
    }
}
