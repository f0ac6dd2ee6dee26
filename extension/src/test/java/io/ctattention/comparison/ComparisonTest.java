package io.ctattention.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.util.Utils;
import io.ctattention.GpuMachine;
import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.comparison.statistics.Repeat;
import io.ctattention.comparison.verdict.LastEpochs;
import io.ctattention.dataset.Protocol;
import io.ctattention.dataset.ReadOptions;
import io.ctattention.dataset.Slice;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.reading.SliceSetReader;
import io.ctattention.evaluation.Metric;
import io.ctattention.file.Sha256;
import io.ctattention.image.PngFile;
import io.ctattention.model.ModelFolder;
import io.ctattention.phantom.PhantomSlices;
import io.ctattention.training.EpochRecord;
import io.ctattention.training.History;
import io.ctattention.training.Training;
import io.ctattention.training.TrainingException;
import io.ctattention.training.TrainingListener;
import io.ctattention.training.TrainingPlan;
import io.ctattention.training.recipe.TrainingRecipe;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import javax.imageio.ImageIO;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(GpuMachine.class)
class ComparisonTest {

    private static final int SIZE = 28;
    private static final Provenance PROVENANCE =
            new Provenance("phantoms", "ct-attention compare phantoms");

    @TempDir static Path shared;
    private static SliceSet slices;
    private static ComparisonReport twoSeeds;

    @TempDir Path folder;

    @BeforeAll
    static void drawSlices() throws IOException {
        new PhantomSlices(3).write(shared.resolve("slices"), 40);
        slices = SliceSetReader.read(shared.resolve("slices"), ReadOptions.defaults());
        for (Slice slice : slices.slices()) {
            shrink(slice.file());
        }
        Utils.deleteQuietly(shared.resolve("slices/masks")); // of the whole size
        twoSeeds = run(plan(Protocol.SPLIT, Repeat.SEED, 2, 1, shared.resolve("comparison")));
    }

    /** Finding the lungs of whole slices would take most of the time. */
    private static void shrink(Path file) throws IOException {
        BufferedImage whole = ImageIO.read(file.toFile());
        int width = whole.getWidth() / 3;
        int height = whole.getHeight() / 3;
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        small.createGraphics().drawImage(whole, 0, 0, width, height, null);
        PngFile.write(small, file);
    }

    private static TrainingRecipe recipe(int epochs) {
        return TrainingRecipe.PAPER.withEpochs(epochs);
    }

    private ComparisonPlan plan(Protocol protocol, Repeat repeat, int repeats, int jobs) {
        return plan(protocol, repeat, repeats, jobs, folder.resolve("comparison"));
    }

    private static ComparisonPlan plan(
            Protocol protocol, Repeat repeat, int repeats, int jobs, Path folder) {
        return ComparisonPlan.builder()
                .setNetworks(
                        List.of(
                                NetworkSpec.paper(AttentionSpec.NONE, SIZE, 2),
                                NetworkSpec.paper(AttentionSpec.CBAM, SIZE, 2)))
                .setSlices(slices)
                .optProtocol(protocol)
                .optRepeat(repeat)
                .optRepeats(repeats)
                .optRecipe(recipe(2))
                .optJobs(jobs)
                .setOutput(folder)
                .build();
    }

    private static ComparisonPlan with(
            ComparisonPlan plan, List<NetworkSpec> networks, int repeats, TrainingRecipe recipe) {
        return plan.toBuilder().setNetworks(networks).optRepeats(repeats).optRecipe(recipe).build();
    }

    private static ComparisonReport run(ComparisonPlan plan) throws IOException {
        return Comparison.run(plan, PROVENANCE, ComparisonListener.NONE, () -> false).orElseThrow();
    }

    private static List<CSVRecord> rows(Path csv) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
        try (var reader = Files.newBufferedReader(csv);
                var parser = format.parse(reader)) {
            return parser.getRecords();
        }
    }

    private String weights(String run) throws IOException {
        return weights(folder, run);
    }

    private static String weights(Path folder, String run) throws IOException {
        Path last = folder.resolve("comparison/cells").resolve(run).resolve(TrainingPlan.LAST);
        return Sha256.of(last.resolve(ModelFolder.PARAMETERS));
    }

    @Test
    void runsOfOneSeedShareSplitAndSeedAndStandInSeedOrder() {
        List<Run> runs = plan(Protocol.RANDOM, Repeat.SEED, 2, 1).runs();

        assertThat(runs)
                .extracting(Run::name)
                .containsExactly(
                        "baseline-seed-1", "cbam-seed-1", "baseline-seed-2", "cbam-seed-2");
        assertThat(runs.get(2).partition()).isEqualTo(runs.get(3).partition());
        assertThat(runs.get(2).partition().seed()).isEqualTo(2);
        assertThat(runs.get(2).recipe()).isEqualTo(runs.get(3).recipe());
        assertThat(runs.get(2).recipe().seed()).isEqualTo(2);
    }

    @Test
    void foldsValidateEveryPatientOnceUnderOneSeed() {
        List<Run> runs = plan(Protocol.PATIENTS, Repeat.FOLD, 3, 1).runs();

        assertThat(runs).extracting(run -> run.recipe().seed()).containsOnly(1L);
        assertThat(runs)
                .extracting(run -> run.partition().fold())
                .containsExactly(1, 1, 2, 2, 3, 3);
        assertThat(runs).extracting(run -> run.partition().folds()).containsOnly(3);
    }

    @Test
    void aReportHoldsWhatTheTrainingsShowed() throws IOException {
        ComparisonReport report = twoSeeds;

        assertThat(report.setup().milestones()).containsExactly(2);
        assertThat(report.networks()).extracting(NetworkResult::name).contains("baseline", "cbam");
        NetworkResult cbam = report.networks().get(1);
        assertThat(cbam.runs()).hasSize(2);
        // Each run is a training like any other: its last epoch says what the report says.
        for (int i = 0; i < 2; i++) {
            EpochRecord last = cbam.runs().get(i).history().epochs().get(1);
            assertThat(cbam.metrics().get(Metric.AUROC).values().get(i))
                    .isCloseTo(last.validation(Metric.AUROC).getAsDouble(), within(1e-6));
            assertThat(cbam.f1AtEpoch().get(2).values().get(i))
                    .isEqualTo(cbam.f1ByClass().get("COVID").values().get(i));
        }
        assertThat(cbam.predictions())
                .hasSize(2 * report.setup().validationSlices())
                .hasSameSizeAs(cbam.measures());
        assertThat(report.leakage().leaks()).isFalse();
        assertThat(report.examples())
                .hasSize(Math.min(6, report.setup().validationSlices()))
                .allSatisfy(example -> assertThat(example.answers()).hasSize(2));
        assertThat(report.effects()).hasSize(1);
        assertThat(report.effects().get(0).mcNemar().predictions())
                .isEqualTo(2 * report.setup().validationSlices());

        Path written = shared.resolve("comparison");
        assertThat(rows(written.resolve("epochs.csv"))).hasSize(2 * 2 * 2);
        assertThat(rows(written.resolve("slices.csv")))
                .hasSize(2 * 2 * report.setup().validationSlices())
                .allSatisfy(row -> assertThat(row.get("lungs")).isNotNull());
        // ct-attention-report writes it, which is not on this class path
        assertThat(written.resolve("comparison.html")).doesNotExist();
        assertThat(Files.readString(written.resolve("comparison.txt")))
                .contains("phantoms: no number here", "always COVID", "epoch 2")
                .contains(report.effects().get(0).verdict().sentence());
    }

    @Test
    void aRandomSplitOfPatientsLeaksAndSaysHowFar() throws IOException {
        ComparisonReport report = run(plan(Protocol.RANDOM, Repeat.SEED, 1, 1));

        // Two slices a patient, four fifths of them trained on.
        assertThat(report.leakage().leaks()).isTrue();
        assertThat(report.leakage().mean()).isBetween(0.4, 1.0);
        assertThat(report.toText()).startsWith("These slices are phantoms");
        assertThat(report.toText())
                .containsPattern(
                        "This split leaks patients: \\d+\\.\\d % of the validation slices");
    }

    @Test
    void whatIsFinishedIsNotTrainedAgainAndTheRestGoesOn() throws IOException {
        ComparisonPlan plan = plan(Protocol.SPLIT, Repeat.SEED, 2, 1);
        List<String> epochs = new ArrayList<>();
        ComparisonListener counting =
                new ComparisonListener() {
                    @Override
                    public void epochDone(Run run, EpochRecord epoch) {
                        epochs.add(run.name() + " " + epoch.epoch());
                    }
                };
        // Stops in the first epoch of the third run.
        Optional<ComparisonReport> stopped =
                Comparison.run(plan, PROVENANCE, counting, () -> epochs.size() == 4);
        assertThat(stopped).isEmpty();
        assertThat(epochs).hasSize(4);

        List<Set<Run>> trained = new ArrayList<>();
        List<String> started = new ArrayList<>();
        epochs.clear();
        ComparisonListener listening =
                new ComparisonListener() {
                    @Override
                    public void started(ComparisonPlan running, Set<Run> already) {
                        trained.add(already);
                    }

                    @Override
                    public void runStarted(Run run, int epochsDone) {
                        started.add(run.name());
                    }

                    @Override
                    public void epochDone(Run run, EpochRecord epoch) {
                        epochs.add(run.name() + " " + epoch.epoch());
                    }
                };
        Comparison.run(plan, PROVENANCE, listening, () -> false).orElseThrow();

        assertThat(trained.get(0))
                .extracting(Run::name)
                .containsExactly("baseline-seed-1", "cbam-seed-1");
        assertThat(started).containsExactly("baseline-seed-2", "cbam-seed-2");
        assertThat(epochs)
                .containsExactly(
                        "baseline-seed-2 1", "baseline-seed-2 2", "cbam-seed-2 1", "cbam-seed-2 2");

        // The interrupted run ends as one that was never interrupted does.
        Path alone = folder.resolve("alone");
        Run run = plan.runs().get(2);
        Training.train(
                TrainingPlan.builder()
                        .setNetwork(run.network())
                        .setSlices(slices)
                        .setPartition(run.partition())
                        .optRecipe(run.recipe())
                        .setOutput(alone)
                        .build(),
                TrainingListener.NONE,
                () -> false);
        assertThat(weights("baseline-seed-2"))
                .isEqualTo(
                        Sha256.of(
                                alone.resolve(TrainingPlan.LAST).resolve(ModelFolder.PARAMETERS)));
    }

    @Test
    void jobsChangeNothingButTime() throws IOException {
        ComparisonReport together = run(plan(Protocol.SPLIT, Repeat.SEED, 2, 3));

        for (String run : List.of("baseline-seed-1", "cbam-seed-2")) {
            assertThat(weights(run)).isEqualTo(weights(shared, run));
        }
        assertThat(together.networks().get(1).f1ByClass())
                .isEqualTo(twoSeeds.networks().get(1).f1ByClass());
    }

    @Test
    void moreSeedsAndEpochsBuildOnWhatIsThere() throws IOException {
        run(plan(Protocol.SPLIT, Repeat.SEED, 1, 1));
        ComparisonPlan first = plan(Protocol.SPLIT, Repeat.SEED, 2, 1);
        ComparisonPlan more = with(first, first.networks(), 2, recipe(3));
        List<Integer> behind = new ArrayList<>();
        ComparisonReport report =
                Comparison.run(
                                more,
                                PROVENANCE,
                                new ComparisonListener() {
                                    @Override
                                    public void runStarted(Run run, int epochsDone) {
                                        behind.add(epochsDone);
                                    }
                                },
                                () -> false)
                        .orElseThrow();

        assertThat(behind).containsExactly(2, 2, 0, 0);
        // What was measured after two epochs is not taken for what three lead to.
        RunResult run = report.networks().get(0).runs().get(0);
        assertThat(run.report().metrics().get(Metric.BRIER).value())
                .isCloseTo(
                        run.epoch(3).orElseThrow().validation(Metric.BRIER).getAsDouble(),
                        within(1e-6));
    }

    /** Each training ends where it ends, in every form of the report. */
    @Test
    void earlyStoppingEndsEachTrainingAtItsOwnEpoch() throws IOException {
        TrainingRecipe paper = TrainingRecipe.PAPER;
        TrainingRecipe stopping =
                paper.toBuilder()
                        .optEpochs(12)
                        .optLearningRate(0.02f)
                        .optEarlyStopping(Metric.LOSS)
                        .optPatience(1)
                        .build();
        ComparisonPlan both = plan(Protocol.SPLIT, Repeat.SEED, 2, 1);
        ComparisonPlan plan = with(both, both.networks(), 2, stopping);
        ComparisonReport report = run(plan);

        List<Integer> ends =
                report.networks().stream()
                        .flatMap(n -> n.runs().stream())
                        .map(c -> c.history().epochs().size())
                        .toList();
        assertThat(ends).allMatch(end -> end < 12);
        assertThat(report.setup().lastEpochs())
                .isEqualTo(new LastEpochs(Collections.min(ends), Collections.max(ends)));
        assertThat(rows(plan.output().resolve("epochs.csv")))
                .hasSize(ends.stream().mapToInt(e -> e).sum());
        assertThat(report.toText()).doesNotContain("epoch 12", "0 seeds").contains("of at most 12");
        // what the text calls the last is what each last epoch scored
        for (NetworkResult network : report.networks()) {
            for (int i = 0; i < 2; i++) {
                History history = network.runs().get(i).history();
                EpochRecord last = history.epochs().get(history.epochs().size() - 1);
                Double f1 = network.lastF1().values().get(i);
                assertThat(f1 == null ? OptionalDouble.empty() : OptionalDouble.of(f1))
                        .isEqualTo(last.validation(Metric.F1));
            }
        }
    }

    /** As before balanced accuracy was a metric. */
    @Test
    void aFolderWithoutTheNewestMetricIsTakenUp() throws IOException {
        ComparisonPlan both = plan(Protocol.SPLIT, Repeat.SEED, 1, 1);
        List<NetworkSpec> baseline = both.networks().subList(0, 1);
        ComparisonPlan one = with(both, baseline, 1, recipe(2));
        run(one);
        String weights = weights("baseline-seed-1");
        int changed = 0;
        try (var files = Files.walk(one.output())) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                String json = Files.readString(file);
                String old = json.replaceAll(",\\s*\"balancedAccuracy\":\\s*[0-9.Ee-]+", "");
                changed += old.equals(json) ? 0 : 1;
                Files.writeString(file, old);
            }
        }
        assertThat(changed).isPositive();

        ComparisonReport report = run(with(both, baseline, 2, recipe(2)));

        assertThat(weights("baseline-seed-1")).isEqualTo(weights);
        List<CSVRecord> epochs = rows(one.output().resolve("epochs.csv"));
        assertThat(epochs).hasSize(4);
        assertThat(epochs.get(0).get("balancedAccuracy")).isEmpty();
        assertThat(epochs.get(0).get("macroF1")).isNotEmpty();
        assertThat(epochs.get(2).get("balancedAccuracy")).isNotEmpty();
        // the scores after the last epoch are made of the slices' answers
        assertThat(report.networks().get(0).metrics().get(Metric.BALANCED_ACCURACY).undefined())
                .isZero();
    }

    @Test
    void anotherThresholdInTheCardIsMeasuredAnew() throws IOException {
        ComparisonPlan both = plan(Protocol.SPLIT, Repeat.SEED, 1, 1);
        ComparisonPlan one = with(both, both.networks().subList(0, 1), 1, recipe(1));
        double highest =
                run(one).networks().get(0).predictions().stream()
                        .mapToDouble(p -> p.probabilities()[slices.classes().indexOf("COVID")])
                        .max()
                        .orElseThrow();
        Path card = one.output().resolve("cells/baseline-seed-1/last/model.json");
        String json = Files.readString(card);
        Files.writeString(card, json.replace("\"threshold\": 0.5", "\"threshold\": " + highest));
        assertThat(card).content().isNotEqualTo(json);

        List<String> measured = new ArrayList<>();
        ComparisonListener listening =
                new ComparisonListener() {
                    @Override
                    public void measuring(Run run) {
                        measured.add(run.name());
                    }
                };
        NetworkResult again =
                Comparison.run(one, PROVENANCE, listening, () -> false)
                        .orElseThrow()
                        .networks()
                        .get(0);

        assertThat(measured).containsExactly("baseline-seed-1");
        assertThat(again.predictions()).filteredOn(p -> p.prediction().equals("COVID")).hasSize(1);
        assertThat(again.measures()).filteredOn(m -> m.explainedClass().equals("COVID")).hasSize(1);
    }

    @Test
    void anotherRecipeInTheSameFolderIsRefused() throws IOException {
        ComparisonPlan plan = plan(Protocol.SPLIT, Repeat.SEED, 1, 1);
        run(plan);

        assertThatThrownBy(() -> run(plan(Protocol.RANDOM, Repeat.SEED, 1, 1)))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("baseline-seed-1")
                .hasMessageContaining("the split was");
    }

    @Test
    void oneFailureEndsAllAndIsToldAsItIs() throws IOException {
        ComparisonPlan plan = plan(Protocol.SPLIT, Repeat.SEED, 1, 2);
        ComparisonListener failing =
                new ComparisonListener() {
                    @Override
                    public void epochDone(Run run, EpochRecord epoch) {
                        if (run.name().startsWith("cbam")) {
                            throw new IllegalStateException("the disk is full");
                        }
                    }
                };

        assertThatThrownBy(() -> Comparison.run(plan, PROVENANCE, failing, () -> false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the disk is full");
    }

    @Test
    void whatCannotBeComparedIsRefusedByName() {
        assertThatThrownBy(() -> plan(Protocol.SPLIT, Repeat.FOLD, 3, 1))
                .hasMessage("Folds need the protocol patients; the protocol is split");
        assertThatThrownBy(() -> plan(Protocol.PATIENTS, Repeat.FOLD, 1, 1))
                .hasMessage("folds are 1; it must be 2 or more");
        assertThatThrownBy(() -> plan(Protocol.SPLIT, Repeat.SEED, 0, 1))
                .hasMessage("seeds are 0; it must be 1 or more");
        assertThatThrownBy(() -> plan(Protocol.SPLIT, Repeat.SEED, 1, 0))
                .hasMessage("jobs is 0; it must be 1 or more");
    }
}
