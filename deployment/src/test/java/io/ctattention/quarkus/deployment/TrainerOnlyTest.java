package io.ctattention.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ctattention.dataset.ReadOptions;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.reading.SliceSetReader;
import io.ctattention.evaluation.EvaluationReport;
import io.ctattention.phantom.PhantomSlices;
import io.ctattention.quarkus.CtClassifier;
import io.ctattention.quarkus.CtTrainer;
import io.ctattention.quarkus.EpochFinished;
import io.ctattention.quarkus.F1Evaluator;
import io.ctattention.quarkus.TrainedModel;
import io.ctattention.quarkus.TrainingFinished;
import io.ctattention.quarkus.TrainingProgress;
import io.ctattention.quarkus.TrainingRequest;
import io.ctattention.training.TrainingException;
import io.ctattention.training.TrainingResult.End;
import io.ctattention.training.recipe.TrainingRecipe;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application that injects no classifier, or one of its own, needs no model. */
class TrainerOnlyTest {

    private static final int SLICES = 40;
    private static final TrainingRecipe TWO_EPOCHS = TrainingRecipe.PAPER.withEpochs(2);

    @RegisterExtension
    static final QuarkusUnitTest APP =
            new QuarkusUnitTest()
                    .withApplicationRoot(jar -> jar.addClasses(Heard.class, Own.class))
                    .overrideConfigKey("quarkus.ct-attention.training.size", "32")
                    .overrideConfigKey(
                            "quarkus.ct-attention.training.directory", "target/trainer-only");

    @Singleton
    static class Heard {

        final List<EpochFinished> epochs = new CopyOnWriteArrayList<>();
        final List<EpochFinished> epochsAsync = new CopyOnWriteArrayList<>();
        final List<TrainingFinished> trainings = new CopyOnWriteArrayList<>();

        void epoch(@Observes EpochFinished epoch) {
            epochs.add(epoch);
        }

        void epochAsync(@ObservesAsync EpochFinished epoch) {
            epochsAsync.add(epoch);
        }

        void training(@Observes TrainingFinished training) {
            trainings.add(training);
        }
    }

    @Singleton
    static class Own {

        @Produces
        @Singleton
        CtClassifier classifier() {
            Class<?>[] types = {CtClassifier.class};
            return (CtClassifier)
                    Proxy.newProxyInstance(
                            types[0].getClassLoader(), types, (proxy, method, arguments) -> null);
        }
    }

    @Inject CtClassifier classifier;
    @Inject CtTrainer trainer;
    @Inject F1Evaluator evaluator;
    @Inject Heard heard;

    /** Drawn by the first test, for all. */
    private static Path data;

    private Path folder;

    @BeforeEach
    void makeFolder() throws Exception {
        folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "trainer");
    }

    @Test
    void aClassifierOfTheApplicationTakesThePlaceOfTheModels() {
        assertThat(Proxy.isProxyClass(classifier.getClass())).isTrue();
    }

    private static Path data() throws Exception {
        if (data == null) {
            data = Files.createTempDirectory(Path.of("target"), "trainer").resolve("slices");
            new PhantomSlices(1).write(data, SLICES);
        }
        return data;
    }

    private static SliceSet slices() throws Exception {
        return SliceSetReader.read(data(), ReadOptions.defaults());
    }

    @Test
    void aTrainedModelIsOnDiskAndIsEvaluatedOnItsValidationSlices() throws Exception {
        SliceSet slices = slices();
        TrainedModel trained = trainer.train(slices, TWO_EPOCHS);

        assertThat(trained.folder().resolve("model.json")).exists();
        assertThat(trained.folder())
                .hasToString(trained.result().last().resolveSibling("best").toString());
        assertThat(trained.folder().toString()).startsWith("target/trainer-only/cbam-");
        assertThat(trained.card().name()).isEqualTo("cbam");
        assertThat(trained.card().network().size()).isEqualTo(32);
        assertThat(trained.result().history().epochs()).hasSize(2);

        EvaluationReport report = evaluator.evaluate(trained, slices);
        assertThat(report.slices()).isEqualTo(trained.card().data().validation());
        assertThat(report.positiveClass()).isEqualTo("COVID");
        assertThat(heard.trainings)
                .anySatisfy(t -> assertThat(t.result().best()).isEqualTo(trained.folder()));
    }

    @Test
    void theSameRecipeGivesTheSameWeightsAlsoFromAFolder() throws Exception {
        TrainedModel first = trainer.train(data(), TWO_EPOCHS);
        TrainedModel second = trainer.train(slices(), TWO_EPOCHS);
        assertThat(first.folder()).isNotEqualTo(second.folder());
        assertThat(first.card().parametersSha256()).isEqualTo(second.card().parametersSha256());
    }

    @Test
    void aStreamTellsOfEveryBatchAndEpochAndOfTheModelAtLast() throws Exception {
        int heardBefore = heard.epochs.size();
        TrainingRequest request =
                TrainingRequest.builder().setData(slices()).optRecipe(TWO_EPOCHS).build();
        List<TrainingProgress> steps =
                trainer.trainAsMulti(request)
                        .collect()
                        .asList()
                        .await()
                        .atMost(Duration.ofMinutes(2));

        assertThat(steps.get(0)).isInstanceOf(TrainingProgress.Started.class);
        assertThat(steps).filteredOn(TrainingProgress.EpochDone.class::isInstance).hasSize(2);
        int batches = (((TrainingProgress.Started) steps.get(0)).start().trainSlices() + 33) / 34;
        assertThat(steps)
                .filteredOn(TrainingProgress.BatchDone.class::isInstance)
                .hasSize(2 * batches);
        assertThat(steps.get(steps.size() - 1)).isInstanceOf(TrainingProgress.Finished.class);
        assertThat(heard.epochs).hasSize(heardBefore + 2);
        assertThat(heard.epochsAsync).isNotEmpty();
    }

    @Test
    void aCancelledTrainingEndsWithACheckpointAndGoesOnToTheSameWeights() throws Exception {
        SliceSet slices = slices();
        TrainingRecipe twelveEpochs = TrainingRecipe.PAPER.withEpochs(12);
        Path run = folder.resolve("run");
        AssertSubscriber<TrainingProgress> subscriber =
                trainer.trainAsMulti(
                                TrainingRequest.builder()
                                        .setData(slices)
                                        .optRecipe(twelveEpochs)
                                        .optOutput(run)
                                        .build())
                        .subscribe()
                        .withSubscriber(AssertSubscriber.create(3));
        subscriber.awaitItems(3, Duration.ofMinutes(1)).cancel();
        awaitEnd(run);

        TrainedModel resumed =
                trainer.trainAsync(
                                TrainingRequest.builder()
                                        .setData(slices)
                                        .optRecipe(twelveEpochs)
                                        .optResume(run)
                                        .build())
                        .await()
                        .atMost(Duration.ofMinutes(2));
        TrainedModel whole = trainer.train(slices, twelveEpochs);
        assertThat(resumed.result().end()).isEqualTo(End.COMPLETED);
        assertThat(resumed.card().parametersSha256()).isEqualTo(whole.card().parametersSha256());
    }

    private void awaitEnd(Path run) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(
                        () ->
                                heard.trainings.stream()
                                        .anyMatch(
                                                t ->
                                                        t.output().equals(run)
                                                                && t.result().end()
                                                                        == End.INTERRUPTED));
    }

    @Test
    void aRunFolderThatIsTakenIsRefused() throws Exception {
        Path run = folder.resolve("taken");
        TrainingRequest request =
                TrainingRequest.builder()
                        .setData(slices())
                        .optRecipe(TWO_EPOCHS)
                        .optOutput(run)
                        .build();
        trainer.trainAsync(request).await().atMost(Duration.ofMinutes(1));
        assertThatThrownBy(() -> trainer.trainAsync(request).await().atMost(Duration.ofMinutes(1)))
                .isInstanceOf(TrainingException.class)
                .hasMessage(run + " already holds a training; resume it or choose another folder");
    }

    @Test
    void theDjlEvaluatorCountsThePositiveClass() {
        assertThat(evaluator.forTrainer(List.of("NonCOVID", "COVID"), "COVID").getName())
                .isEqualTo("F1 COVID");
        assertThatThrownBy(() -> evaluator.forTrainer(List.of("A", "B"), "C"))
                .hasMessage("The positive class C is not one of the classes A, B");
    }

    /** None waits in the pool of parallel streams, whose few threads trainings need. */
    @Test
    void manyTrainingsAtOnceTakeTurnsAndAgree() throws Exception {
        SliceSet slices = slices();
        TrainingRequest request =
                TrainingRequest.builder().setData(slices).optRecipe(TWO_EPOCHS).build();
        List<String> hashes =
                Stream.generate(() -> trainer.trainAsync(request).subscribeAsCompletionStage())
                        .limit(3)
                        .toList()
                        .stream()
                        .map(training -> training.orTimeout(3, TimeUnit.MINUTES).join())
                        .map(trained -> trained.card().parametersSha256())
                        .toList();
        assertThat(hashes).hasSize(3).containsOnly(hashes.get(0));
    }
}
