package io.ctattention.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.ctattention.block.AttentionSpec;
import io.ctattention.block.AttentionSpec.Kind;
import io.ctattention.block.NetworkSpec;
import io.ctattention.dataset.SliceSet;
import io.ctattention.model.CtModel;
import io.ctattention.model.ModelFolder;
import io.ctattention.model.ModelImport;
import io.ctattention.model.WeightFile;
import io.ctattention.training.recipe.TrainingRecipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every attention goes through training, interruption, saving, export and import. */
class AttentionTrainingTest {

    @TempDir Path folder;
    private SliceSet slices;

    @BeforeEach
    void writeSlices() throws IOException {
        slices = TinySlices.write(folder.resolve("slices"), 32);
    }

    private static Stream<AttentionSpec> attentions() {
        return Stream.concat(
                Stream.of(Kind.values()).map(AttentionSpec::of),
                Stream.of(new AttentionSpec(Kind.CBAM, 16, 7, true)));
    }

    /** 24 training slices in batches of 5, the last of 4, or in batches of 23, the last of one. */
    private TrainingPlan plan(
            AttentionSpec attention, int batchSize, int epochs, String run, boolean resume) {
        TrainingRecipe recipe =
                TrainingRecipe.builder()
                        .optEpochs(epochs)
                        .optBatchSize(batchSize)
                        .optSeed(3)
                        .optKeepBest(io.ctattention.evaluation.Metric.F1)
                        .optPatience(2)
                        .build();
        TrainingPlan like = TinySlices.plan(slices, recipe, folder, run, resume);
        return like.toBuilder()
                .setNetwork(NetworkSpec.paper(attention, TinySlices.SIDE, 2))
                .build();
    }

    @ParameterizedTest
    @MethodSource("attentions")
    void anInterruptedTrainingGoesOnBitForBitAndItsWeightsSurviveExport(AttentionSpec attention)
            throws IOException {
        Training.train(plan(attention, 5, 2, "whole", false), TrainingListener.NONE, () -> false);
        AtomicInteger batches = new AtomicInteger();
        Training.train(
                plan(attention, 5, 2, "parts", false),
                TrainingListener.NONE,
                () -> batches.incrementAndGet() == 7);
        Training.train(plan(attention, 5, 2, "parts", true), TrainingListener.NONE, () -> false);
        String weights = TinySlices.weights(folder.resolve("whole/last"));
        assertThat(batches).hasValue(7);
        assertThat(TinySlices.weights(folder.resolve("parts/last"))).isEqualTo(weights);

        Path file = folder.resolve("weights.safetensors");
        try (CtModel model = ModelFolder.load(folder.resolve("whole/last"), Device.cpu())) {
            assertThat(model.card().network().attention()).containsOnly(attention);
            WeightFile.write(model.network(), file);
            ModelImport.run(
                    file,
                    model.card().network(),
                    slices.classes(),
                    slices.positiveClass(),
                    folder.resolve("imported"));
        }
        assertThat(TinySlices.weights(folder.resolve("imported"))).isEqualTo(weights);
    }

    @ParameterizedTest
    @MethodSource("attentions")
    void aLastBatchOfOneSliceDoesNoHarm(AttentionSpec attention) throws IOException {
        TrainingResult result =
                Training.train(
                        plan(attention, 23, 2, "run", false), TrainingListener.NONE, () -> false);
        try (CtModel model = ModelFolder.load(result.last(), Device.cpu())) {
            model.network()
                    .namedParameters()
                    .forEach(
                            (name, parameter) ->
                                    assertThat(parameter.getArray().abs().sum().getFloat())
                                            .as(name)
                                            .isFinite());
        }
    }
}
