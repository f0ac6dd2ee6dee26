package io.ctattention.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.ctattention.explanation.CamTarget;
import io.ctattention.explanation.Layer;
import io.ctattention.model.ModelFolder;
import io.ctattention.model.SliceSource;
import io.ctattention.quarkus.Classification;
import io.ctattention.quarkus.CtClassifier;
import io.ctattention.quarkus.CtModels;
import io.ctattention.quarkus.GradCamExplainer;
import io.ctattention.quarkus.ModelLease;
import io.ctattention.quarkus.ModelName;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(120)
class ReloadTest {

    private static final Path FOLDER = Path.of("target", "test-models", "reloaded");
    private static final Path LINK = Path.of("target", "test-models", "linked");
    private static final int SWAPS = 20;

    @RegisterExtension
    static final QuarkusUnitTest APP =
            new QuarkusUnitTest()
                    .withApplicationRoot(jar -> jar.addClasses(TestModels.class, TestSlices.class))
                    .setBeforeAllCustomizer(ReloadTest::prepare)
                    .overrideConfigKey("quarkus.ct-attention.model", FOLDER.toString())
                    .overrideConfigKey("quarkus.ct-attention.linked.model", LINK.toString())
                    .overrideConfigKey("quarkus.ct-attention.reload", "20ms");

    @Inject CtClassifier classifier;
    @Inject GradCamExplainer explainer;
    @Inject CtModels models;

    @Inject
    @ModelName("linked")
    CtClassifier linked;

    private static void prepare() {
        try {
            put(TestModels.cbam());
            Files.deleteIfExists(LINK);
            Files.createSymbolicLink(LINK, Path.of(TestModels.cbam()).toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final Logger log = Logger.getLogger("io.ctattention.quarkus.runtime.ModelWatch");
    private final Handler listener = new Listener();

    private final class Listener extends Handler {

        @Override
        public void publish(LogRecord record) {
            warnings.add(new SimpleFormatter().formatMessage(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @AfterEach
    void stopListening() {
        log.removeHandler(listener);
    }

    @BeforeEach
    void beginWithAttention() throws Exception {
        put(TestModels.cbam());
        awaitNetwork(classifier, "cbam");
        log.addHandler(listener);
    }

    /** Replaces the folder as an operator does: by two renames. */
    private static void put(String model) throws IOException {
        put(model, card -> card);
    }

    private static void put(String model, UnaryOperator<String> edit) throws IOException {
        Path next = FOLDER.resolveSibling("reloaded.next");
        Path old = FOLDER.resolveSibling("reloaded.old");
        delete(next);
        delete(old);
        copy(Path.of(model), next);
        Path card = next.resolve(ModelFolder.CARD);
        Files.writeString(card, edit.apply(Files.readString(card)));
        if (Files.exists(FOLDER)) {
            Files.move(FOLDER, old, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(next, FOLDER, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (String file : List.of(ModelFolder.CARD, ModelFolder.PARAMETERS, ModelFolder.SERVING)) {
            Files.copy(from.resolve(file), to.resolve(file));
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private static void awaitThat(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(30)).until(condition);
    }

    private static void awaitNetwork(CtClassifier classifier, String name) throws Exception {
        awaitThat(() -> classifier.card().name().equals(name));
    }

    private void awaitWarning(String part) throws Exception {
        awaitThat(() -> warnings.stream().anyMatch(warning -> warning.contains(part)));
    }

    @Test
    void theThresholdOfTheCardDecidesForEveryBean() throws Exception {
        byte[] slice = TestSlices.png(1);
        double p = classifier.classify(slice).probabilities().get("COVID");
        for (double threshold : new double[] {p, Math.nextUp(p)}) {
            put(
                    TestModels.cbam(),
                    card -> card.replace("\"threshold\": 0.5", "\"threshold\": " + threshold));
            awaitThat(() -> classifier.card().threshold() == threshold);
            String expected = threshold == p ? "COVID" : "NonCOVID";
            assertThat(classifier.classify(slice).prediction()).isEqualTo(expected);
            assertThat(explainer.explain(slice).prediction()).isEqualTo(expected);
            assertThat(explainer.explain(slice).explainedClass()).isEqualTo(expected);
        }
        put(TestModels.cbam());
        awaitThat(() -> classifier.card().threshold() == 0.5);
    }

    @Test
    void callersGetTheAnswerOfTheOldOrTheNewModelAndNothingElse() throws Exception {
        byte[] slice = TestSlices.png(1);
        Classification cbam = classifier.classify(slice);
        Classification baseline;
        long weights = 2 * classifier.card().parameters(); // with those of the linked model
        awaitThat(() -> weightsInMemory() == weights); // models of other tests are freed by then
        try (ModelLease lease = models.lease("linked")) {
            assertThat(lease.classifier().classify(slice)).isEqualTo(cbam);
        }
        put(TestModels.baseline());
        awaitNetwork(classifier, "baseline");
        baseline = classifier.classify(slice);
        assertThat(baseline).isNotEqualTo(cbam);

        AtomicBoolean over = new AtomicBoolean();
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                calls.add(callers.submit(() -> callUntil(over, slice, cbam, baseline)));
            }
            for (int swap = 0; swap < SWAPS; swap++) {
                boolean attention = swap % 2 == 0;
                put(attention ? TestModels.cbam() : TestModels.baseline());
                awaitNetwork(classifier, attention ? "cbam" : "baseline");
            }
            over.set(true);
            for (Future<Integer> call : calls) {
                assertThat(call.get()).isPositive();
            }
        } finally {
            over.set(true);
            callers.shutdownNow();
        }
        put(TestModels.cbam());
        awaitNetwork(classifier, "cbam");
        awaitThat(() -> weightsInMemory() == weights);
    }

    /** How many numbers the engine holds in this process. */
    private static long weightsInMemory() {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            return manager.getParentManager().getManagedArrays().stream()
                    .mapToLong(array -> array.getShape().size())
                    .sum();
        }
    }

    private int callUntil(
            AtomicBoolean over, byte[] slice, Classification cbam, Classification baseline)
            throws IOException {
        int calls = 0;
        while (!over.get()) {
            assertThat(classifier.classify(slice)).isIn(cbam, baseline);
            assertThat(explainer.explain(slice).heatMap().side()).isPositive();
            calls++;
        }
        return calls;
    }

    @Test
    void aModelThatIsTakenStaysUntilItIsLetGo() throws Exception {
        byte[] slice = TestSlices.png(2);
        Classification before = classifier.classify(slice);
        ModelLease lease = models.lease(ModelName.DEFAULT);
        put(TestModels.baseline());
        awaitNetwork(classifier, "baseline");
        assertThat(lease.card().name()).isEqualTo("cbam");
        assertThat(lease.classifier().classify(slice)).isEqualTo(before);
        assertThat(lease.explainer().explain(slice).gates()).hasSize(3);
        lease.close();
        lease.close();
        assertThatThrownBy(() -> lease.classifier().classify(slice))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
        try (ModelLease next = models.lease(ModelName.DEFAULT)) {
            assertThat(next.card().name()).isEqualTo("baseline");
        }
    }

    @Test
    void aSwitchedSymbolicLinkIsNoticed() throws Exception {
        Path next = LINK.resolveSibling("linked.next");
        Files.createSymbolicLink(next, Path.of(TestModels.baseline()).toAbsolutePath());
        Files.move(next, LINK, StandardCopyOption.ATOMIC_MOVE);
        awaitNetwork(linked, "baseline");
        Files.createSymbolicLink(next, Path.of(TestModels.cbam()).toAbsolutePath());
        Files.move(next, LINK, StandardCopyOption.ATOMIC_MOVE);
        awaitNetwork(linked, "cbam");
    }

    @Test
    void aDamagedModelIsRefusedOnceAndTheOldOneGoesOn() throws Exception {
        Path damaged = TestModels.own("damaged");
        Path parameters = damaged.resolve(ModelFolder.PARAMETERS);
        byte[] content = Files.readAllBytes(parameters);
        content[content.length / 2] ^= 1;
        Files.write(parameters, content);
        put(damaged.toString());
        awaitWarning("its SHA-256 is");
        assertThat(classifier.card().name()).isEqualTo("cbam");
        assertThat(classifier.classify(TestSlices.png(3)).probabilities()).hasSize(2);
        await().during(Duration.ofMillis(200)) // ten looks
                .untilAsserted(
                        () ->
                                assertThat(warnings)
                                        .filteredOn(warning -> warning.contains("its SHA-256 is"))
                                        .singleElement()
                                        .asString()
                                        .startsWith(
                                                "The new model in the folder of the model <default>"
                                                        + " is refused, and the old one stays in"
                                                        + " use: "));
    }

    @Test
    void aModelOfOtherClassesIsRefused() throws Exception {
        put(TestModels.threeClasses());
        awaitWarning(
                "its classes are Normal, Pneumonia, COVID; those of the model in use are NonCOVID,"
                        + " COVID");
        assertThat(classifier.card().classes()).hasSize(2);
    }

    @Test
    void aFolderThatIsGoneLeavesTheModelAnswering() throws Exception {
        Path away = FOLDER.resolveSibling("reloaded.away");
        delete(away);
        Files.move(FOLDER, away, StandardCopyOption.ATOMIC_MOVE);
        awaitWarning("A file is missing in the folder of the model <default>");
        assertThat(classifier.classify(TestSlices.png(4)).probabilities()).hasSize(2);
        Files.move(away, FOLDER, StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void aHeatMapThatTheNewModelDoesNotHaveIsRefusedInWords() throws Exception {
        put(TestModels.baseline());
        awaitNetwork(classifier, "baseline");
        CamTarget attention = CamTarget.PREDICTION.at(Layer.ATTENTION);
        assertThatThrownBy(
                        () ->
                                explainer.explain(
                                        SliceSource.of("slice", TestSlices.png(1)), attention))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no attention after its last convolution");
    }

    @Test
    void anUnknownNameIsToldWithTheKnownOnes() {
        assertThatThrownBy(() -> models.lease("ward-c"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("There is no model ward-c; the models are <default>, linked");
    }
}
