package io.ctattention.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.djl.Device;
import io.ctattention.GpuMachine;
import io.ctattention.dataset.Membership;
import io.ctattention.dataset.ReadOptions;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.Split;
import io.ctattention.dataset.reading.SliceSetReader;
import io.ctattention.dataset.store.StoreOptions;
import io.ctattention.evaluation.Metric;
import io.ctattention.file.Sha256;
import io.ctattention.model.CtModel;
import io.ctattention.model.ModelCard;
import io.ctattention.model.ModelException;
import io.ctattention.model.ModelFolder;
import io.ctattention.model.PyTorch;
import io.ctattention.training.TrainingResult.End;
import io.ctattention.training.recipe.Augmentation;
import io.ctattention.training.recipe.ClassWeights;
import io.ctattention.training.recipe.TrainingRecipe;
import io.ctattention.training.recipe.TrainingRecipe.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(GpuMachine.class)
class TrainingTest {

    private static final BooleanSupplier NEVER = () -> false;
    private static final Augmentation SOME = new Augmentation(true, 10, 0.1, 0.1, 0.1, 0.1);

    @TempDir Path folder;
    private SliceSet slices;

    @BeforeEach
    void writeSlices() throws IOException {
        slices = TinySlices.write(folder.resolve("slices"), 32);
    }

    /** 24 training slices in 5 batches, 8 validation slices. */
    private static TrainingRecipe recipe(int epochs) {
        return recipe(epochs, 0.001f, SOME, null);
    }

    private static TrainingRecipe recipe(
            int epochs, float learningRate, Augmentation augmentation, Metric earlyStopping) {
        return TrainingRecipe.builder()
                .optEpochs(epochs)
                .optBatchSize(5)
                .optSeed(3)
                .optLearningRate(learningRate)
                .optSchedule(Schedule.COSINE)
                .optWarmUpEpochs(1)
                .optWeightDecay(0.01f)
                .optClassWeights(ClassWeights.BALANCED)
                .optLabelSmoothing(0.1f)
                .optAugmentation(augmentation)
                .optKeepBest(Metric.F1)
                .optEarlyStopping(earlyStopping)
                .optPatience(2)
                .build();
    }

    private TrainingPlan plan(TrainingRecipe recipe, String run, boolean resume) {
        return TinySlices.plan(slices, recipe, folder, run, resume);
    }

    private String weights(String model) throws IOException {
        return TinySlices.weights(folder.resolve(model));
    }

    private String moments(String run) throws IOException {
        return Sha256.of(folder.resolve(run).resolve("last/training-state/optimizer.ndlist"));
    }

    private static BooleanSupplier after(int batches) {
        AtomicInteger left = new AtomicInteger(batches);
        return () -> left.decrementAndGet() <= 0;
    }

    @Test
    void aRunHoldsTheBestAndTheLastModelAndTheHistory() throws IOException {
        TrainingResult result =
                Training.train(plan(recipe(3), "run", false), TrainingListener.NONE, NEVER);

        assertThat(result.end()).isEqualTo(End.COMPLETED);
        assertThat(result.history().epochs())
                .extracting(EpochRecord::epoch)
                .containsExactly(1, 2, 3);
        assertThat(Files.readAllLines(folder.resolve("run/history.csv")))
                .hasSize(4)
                .first()
                .asString()
                .startsWith("epoch,learningRate,trainLoss,trainAccuracy,trainF1,valLoss,valF1");
        assertThat(folder.resolve("run/history.json")).isNotEmptyFile();
        // ct-attention-report draws it, which is not on this class path
        assertThat(folder.resolve("run/history.png")).doesNotExist();
        ModelCard best = ModelFolder.verify(folder.resolve("run/best"));
        assertThat(best.epoch()).isEqualTo(result.bestEpoch());
        assertThat(best.data().fingerprint()).isEqualTo(slices.fingerprint());
        assertThat(best.data().train()).isEqualTo(24);
        assertThat(best.metrics().get("f1"))
                .isEqualTo(
                        result.history()
                                .epochs()
                                .get(best.epoch() - 1)
                                .validation(Metric.F1)
                                .orElseThrow());
        try (CtModel last = ModelFolder.load(folder.resolve("run/last"), Device.cpu())) {
            assertThat(last.card().epoch()).isEqualTo(3);
        }
    }

    @Test
    void itLearnsWhatCanBeLearned() throws IOException {
        TrainingRecipe recipe = recipe(12, 0.002f, Augmentation.NONE, null);
        TrainingResult result =
                Training.train(plan(recipe, "run", false), TrainingListener.NONE, NEVER);
        EpochRecord best = result.history().epochs().get(result.bestEpoch() - 1);
        assertThat(best.validation(Metric.F1).orElseThrow()).isGreaterThan(0.85);
        assertThat(result.history().epochs().get(11).trainLoss())
                .isLessThan(result.history().epochs().get(0).trainLoss());
    }

    @Test
    void theSameSeedGivesTheSameWeightsAndAnotherSeedOthers() throws IOException {
        Training.train(plan(recipe(2), "a", false), TrainingListener.NONE, NEVER);
        Training.train(plan(recipe(2), "b", false), TrainingListener.NONE, NEVER);
        assertThat(weights("b/last")).isEqualTo(weights("a/last"));
        assertThat(weights("b/best")).isEqualTo(weights("a/best"));

        TrainingRecipe r = recipe(2);
        TrainingRecipe other = r.withSeed(4);
        Training.train(plan(other, "c", false), TrainingListener.NONE, NEVER);
        assertThat(weights("c/last")).isNotEqualTo(weights("a/last"));
    }

    @Test
    void slicesStreamedFromTheDiskGiveTheSameWeights() throws IOException {
        TrainingPlan inMemory = plan(recipe(2), "memory", false);
        TrainingPlan streamed =
                inMemory.toBuilder()
                        .optStore(new StoreOptions(1000, 2))
                        .setOutput(folder.resolve("streamed"))
                        .build();
        List<Boolean> stores = new ArrayList<>();
        TrainingListener listener =
                new TrainingListener() {
                    @Override
                    public void started(TrainingStart start) {
                        stores.add(start.inMemory());
                    }
                };
        Training.train(inMemory, listener, NEVER);
        Training.train(streamed, listener, NEVER);
        assertThat(stores).containsExactly(true, false);
        assertThat(weights("streamed/last")).isEqualTo(weights("memory/last"));
    }

    @Test
    void interruptedAfterAnyBatchItGoesOnToTheSameWeights() throws IOException {
        TrainingResult whole =
                Training.train(plan(recipe(3), "whole", false), TrainingListener.NONE, NEVER);
        for (int batches : new int[] {1, 4, 5, 6, 13}) {
            String run = "cut-" + batches;
            TrainingResult cut =
                    Training.train(
                            plan(recipe(3), run, false), TrainingListener.NONE, after(batches));
            assertThat(cut.end()).isEqualTo(End.INTERRUPTED);
            TrainingResult resumed =
                    Training.train(plan(recipe(3), run, true), TrainingListener.NONE, NEVER);

            assertThat(resumed.end()).isEqualTo(End.COMPLETED);
            assertThat(weights(run + "/last")).as(run).isEqualTo(weights("whole/last"));
            assertThat(weights(run + "/best")).as(run).isEqualTo(weights("whole/best"));
            assertThat(moments(run)).as(run).isEqualTo(moments("whole"));
            assertThat(resumed.history().epochs())
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("seconds")
                    .isEqualTo(whole.history().epochs());
        }
    }

    @Test
    void aResumedRunThatIsCompleteChangesNothing() throws IOException {
        Training.train(plan(recipe(2), "run", false), TrainingListener.NONE, NEVER);
        String before = weights("run/last");
        TrainingResult again =
                Training.train(plan(recipe(2), "run", true), TrainingListener.NONE, NEVER);
        assertThat(again.end()).isEqualTo(End.COMPLETED);
        assertThat(weights("run/last")).isEqualTo(before);
    }

    @Test
    void anotherRunInTheFolderIsNeitherOverwrittenNorMixedUp() throws IOException {
        Training.train(plan(recipe(2), "run", false), TrainingListener.NONE, NEVER);
        assertThatThrownBy(
                        () ->
                                Training.train(
                                        plan(recipe(2), "run", false),
                                        TrainingListener.NONE,
                                        NEVER))
                .isInstanceOf(TrainingException.class)
                .hasMessageEndingWith(
                        "already holds a training; resume it or choose another folder");
        assertThatThrownBy(
                        () ->
                                Training.train(
                                        plan(recipe(2, 0.5f, SOME, null), "run", true),
                                        TrainingListener.NONE,
                                        NEVER))
                .isInstanceOf(TrainingException.class)
                .hasMessage(
                        "The training in %s cannot be resumed with these settings: the learning"
                                + " rate was 0.001 and is now 0.5",
                        folder.resolve("run"));
    }

    @Test
    void aResumeWithOtherDataSaysWhichOfItsSettingsDiffer() throws IOException {
        Training.train(plan(recipe(2), "run", false), TrainingListener.NONE, NEVER);
        slices = TinySlices.write(folder.resolve("other"), 40);

        assertThatThrownBy(
                        () ->
                                Training.train(
                                        plan(recipe(2), "run", true), TrainingListener.NONE, NEVER))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("the number of training slices was 24 and is now 30; ")
                .hasMessageContaining(
                        "; the fingerprint of the slices (names, labels, contents) was ")
                .message()
                .doesNotContain("[", "DataCard");
    }

    @Test
    void twoTrainingsIntoOneFolderAtOnceAreOneTraining() throws Exception {
        AtomicReference<Throwable> refused = new AtomicReference<>();
        TrainingListener second =
                new TrainingListener() {
                    @Override
                    public void started(TrainingStart start) {
                        refused.set(inAnotherThread(() -> plan(recipe(2), "run", true)));
                    }
                };

        TrainingResult result = Training.train(plan(recipe(2), "run", false), second, NEVER);

        assertThat(result.end()).isEqualTo(TrainingResult.End.COMPLETED);
        assertThat(refused.get())
                .hasMessage(
                        "%s: another thread of this process is writing here; wait until it is done,"
                                + " stop it, or choose another folder",
                        folder.resolve("run"));
    }

    private Throwable inAnotherThread(Supplier<TrainingPlan> plan) {
        return CompletableFuture.supplyAsync(
                        () ->
                                catchThrowable(
                                        () ->
                                                Training.train(
                                                        plan.get(), TrainingListener.NONE, NEVER)))
                .join();
    }

    @Test
    void aCheckpointSaysWhatItNeedsToGoOnAndAnotherOrderOfClassesIsRefused() throws IOException {
        Training.train(plan(recipe(2), "run", false), TrainingListener.NONE, NEVER);

        Training.Resumable was = Training.resumable(folder.resolve("run")).orElseThrow();
        assertThat(was.classes()).containsExactly("NonCOVID", "COVID");
        assertThat(was.positiveClass()).isEqualTo("COVID");
        assertThat(was.device()).isEqualTo("cpu");
        assertThat(was.threads()).isEqualTo(PyTorch.threads());

        ReadOptions swapped = new ReadOptions(null, List.of("COVID", "NonCOVID"));
        slices = SliceSet.of(slices.slices(), swapped);
        assertThatThrownBy(
                        () ->
                                Training.train(
                                        plan(recipe(2), "run", true), TrainingListener.NONE, NEVER))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining(
                        "the order of the classes was [NonCOVID, COVID] and is now [COVID, NonCOVID]");
    }

    @Test
    void aTrainingDoesNotGoOnWithSlicesThatWereInAnotherPart() throws IOException {
        Training.train(plan(recipe(2), "run", false), TrainingListener.NONE, NEVER);
        String rows = Files.readString(folder.resolve("slices/manifest.csv"));
        String before = slices.fingerprint();
        assertThat(
                        refusal(
                                rows.replace(
                                                "COVID/0.png,COVID,p0,train",
                                                "COVID/0.png,COVID,p0,val")
                                        .replace(
                                                "COVID/16.png,COVID,p16,val",
                                                "COVID/16.png,COVID,p16,train")))
                .isEqualTo(
                        "slices are in other parts of the split: COVID/0.png (train, now val),"
                                + " COVID/16.png (val, now train)");

        assertThat(refusal(rows.replace("COVID/0.png,COVID,p0,train\n", "")))
                .isEqualTo(
                        String.format(
                                Locale.ROOT,
                                "the number of training slices was 24 and is now 23; the fingerprint of"
                                        + " the slices (names, labels, contents) was %s and is now %s;"
                                        + " slices were renamed or removed, or copies have changed"
                                        + " places",
                                before,
                                slices.fingerprint()));
    }

    /** What the training in {@code run} says of other rows. */
    private String refusal(String rows) throws IOException {
        Path manifest = Files.writeString(folder.resolve("slices/manifest.csv"), rows);
        slices = SliceSetReader.read(manifest, ReadOptions.defaults());
        Throwable refused =
                catchThrowable(
                        () ->
                                Training.train(
                                        plan(recipe(2), "run", true),
                                        TrainingListener.NONE,
                                        NEVER));
        assertThat(refused).isInstanceOf(TrainingException.class);
        String cannot =
                "The training in "
                        + folder.resolve("run")
                        + " cannot be resumed with these settings: ";
        assertThat(refused).hasMessageStartingWith(cannot);
        return refused.getMessage().substring(cannot.length());
    }

    @Test
    void aRunOfAnEarlierVersionGoesOnAndItsCardLoads() throws IOException {
        Training.train(plan(recipe(2), "run", false), TrainingListener.NONE, after(7));
        for (String file : new String[] {"model.json", "training-state/state.json"}) {
            Path path = folder.resolve("run/last").resolve(file);
            String text = Files.readString(path);
            String earlier =
                    text.replaceFirst(
                            ",\\s*\"membership\": \\{\\s*\"train\": \"[\\w-]{192}\",\\s*\"val\": \"[\\w-]{64}\",\\s*\"test\": \"\"\\s*}",
                            "");
            assertThat(earlier).hasSizeLessThan(text.length());
            Files.writeString(path, earlier);
        }
        assertThat(ModelFolder.verify(folder.resolve("run/last")).data().membership()).isNull();
        TrainingResult result =
                Training.train(plan(recipe(2), "run", true), TrainingListener.NONE, NEVER);
        assertThat(result.end()).isEqualTo(End.COMPLETED);
        Membership written = ModelFolder.verify(result.last()).data().membership();
        assertThat(written.parts(slices))
                .containsEntry("COVID/0.png", Split.TRAIN)
                .containsEntry("COVID/16.png", Split.VALIDATION)
                .hasSize(32);
    }

    @Test
    void aRunThatBeganWhenF1ChoseTheBestGoesOnByF1() throws IOException {
        Training.train(plan(recipe(2), "run", false), TrainingListener.NONE, after(7));
        Path state = folder.resolve("run/last/training-state/state.json");
        Files.writeString(
                state, Files.readString(state).replace("\"keepBest\": \"F1\",", "")); // means F1
        assertThatThrownBy(
                        () ->
                                Training.train(
                                        plan(
                                                recipe(2).toBuilder()
                                                        .optKeepBest(Metric.LOSS)
                                                        .build(),
                                                "run",
                                                true),
                                        TrainingListener.NONE,
                                        NEVER))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining(
                        "the metric that chooses the best epoch was f1 and is now loss");
        TrainingPlan byDefault =
                plan(
                        recipe(2).toBuilder().optKeepBest(TrainingRecipe.KEEP_BEST).build(),
                        "run",
                        true);
        TrainingResult result = Training.train(byDefault, TrainingListener.NONE, NEVER);
        assertThat(result.end()).isEqualTo(End.COMPLETED);
        assertThat(ModelFolder.verify(result.best()).recipe()).containsEntry("keepBest", "f1");
        assertThat(Training.finished(byDefault)).isPresent();
    }

    @Test
    void aDamagedCheckpointIsRefused() throws IOException {
        Training.train(plan(recipe(2), "run", false), TrainingListener.NONE, after(7));
        Path file = folder.resolve("run/last/training-state/optimizer.ndlist");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 9] ^= 4;
        Files.write(file, bytes);
        assertThatThrownBy(
                        () ->
                                Training.train(
                                        plan(recipe(2), "run", true), TrainingListener.NONE, NEVER))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("optimizer.ndlist: its SHA-256 is");
    }

    @Test
    void aLossThatIsNoNumberStopsWithEpochBatchAndLearningRate() {
        TrainingRecipe wild =
                TrainingRecipe.builder()
                        .optEpochs(3)
                        .optBatchSize(5)
                        .optSeed(3)
                        .optLearningRate(1e30f)
                        .optKeepBest(Metric.F1)
                        .optPatience(2)
                        .build();
        assertThatThrownBy(
                        () ->
                                Training.train(
                                        plan(wild, "run", false), TrainingListener.NONE, NEVER))
                .isInstanceOf(TrainingException.class)
                .hasMessageMatching(
                        "The loss is (NaN|Infinity) in epoch 1, up to batch [2-5] of 5, at a learning"
                                + " rate of 1.0E30\\. .*");
        assertThat(folder.resolve("run/last").resolve(ModelFolder.CARD)).exists();
    }

    @ParameterizedTest
    @EnumSource(
            value = Metric.class,
            names = {"LOSS", "AUROC"})
    void earlyStoppingWaitsForThePatienceInTheMetricsOwnDirection(Metric metric)
            throws IOException {
        // So small a learning rate that nothing improves after the first epochs.
        TrainingRecipe idle =
                TrainingRecipe.builder()
                        .optEpochs(20)
                        .optBatchSize(5)
                        .optSeed(3)
                        .optLearningRate(1e-12f)
                        .optKeepBest(Metric.F1)
                        .optEarlyStopping(metric)
                        .optPatience(2)
                        .build();
        TrainingResult result =
                Training.train(plan(idle, "run", false), TrainingListener.NONE, NEVER);
        assertThat(result.end()).isEqualTo(End.STOPPED_EARLY);
        List<Double> values =
                result.history().epochs().stream()
                        .map(epoch -> epoch.validation(metric).orElseThrow())
                        .toList();
        int last = values.size() - 1;
        double best =
                metric.higherIsBetter()
                        ? values.stream().mapToDouble(v -> v).max().orElseThrow()
                        : values.stream().mapToDouble(v -> v).min().orElseThrow();
        assertThat(last - values.indexOf(best)).isEqualTo(2);
        assertThat(values.size()).isLessThan(20);
    }

    @Test
    void twoTrainingsAtOnceGiveWhatEachGivesAlone() throws Exception {
        Training.train(plan(recipe(2), "alone", false), TrainingListener.NONE, NEVER);
        Thread other =
                new Thread(
                        () -> {
                            try {
                                Training.train(
                                        plan(recipe(2), "one", false),
                                        TrainingListener.NONE,
                                        NEVER);
                            } catch (IOException e) {
                                throw new java.io.UncheckedIOException(e);
                            }
                        });
        other.start();
        Training.train(plan(recipe(2), "two", false), TrainingListener.NONE, NEVER);
        other.join();
        assertThat(weights("one/last")).isEqualTo(weights("alone/last"));
        assertThat(weights("two/last")).isEqualTo(weights("alone/last"));
    }
}
