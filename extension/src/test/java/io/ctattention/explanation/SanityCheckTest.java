package io.ctattention.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.ctattention.GpuMachine;
import io.ctattention.block.AttentionSpec;
import io.ctattention.block.NetworkSpec;
import io.ctattention.dataset.PartitionOptions;
import io.ctattention.dataset.Protocol;
import io.ctattention.dataset.ReadOptions;
import io.ctattention.dataset.Slice;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.reading.SliceSetReader;
import io.ctattention.file.Sha256;
import io.ctattention.model.CtModel;
import io.ctattention.model.Inference;
import io.ctattention.model.ModelFolder;
import io.ctattention.model.PyTorch;
import io.ctattention.model.SliceReader;
import io.ctattention.model.SliceReader.Source;
import io.ctattention.phantom.PhantomMasks;
import io.ctattention.phantom.PhantomSlices;
import io.ctattention.training.Training;
import io.ctattention.training.TrainingListener;
import io.ctattention.training.TrainingPlan;
import io.ctattention.training.recipe.TrainingRecipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Both measurements of a network, on one that was trained on a few phantoms. */
@ExtendWith(GpuMachine.class)
class SanityCheckTest {

    private static final NetworkSpec NETWORK = NetworkSpec.paper(AttentionSpec.CBAM, 60, 2);

    @TempDir static Path folder;
    private static SliceSet set;
    private static Path trained;
    private static float[] pixels;

    @BeforeAll
    static void train() throws Exception {
        PyTorch.engine();
        new PhantomSlices(5).write(folder.resolve("slices"), 24);
        set = SliceSetReader.read(folder.resolve("slices"), ReadOptions.defaults());
        Training.train(
                TrainingPlan.builder()
                        .setNetwork(NETWORK)
                        .setSlices(set)
                        .setPartition(PartitionOptions.of(Protocol.SPLIT, 1))
                        .optRecipe(TrainingRecipe.PAPER.withEpochs(4))
                        .setOutput(folder.resolve("run"))
                        .build(),
                TrainingListener.NONE,
                () -> false);
        trained = folder.resolve("run/last");
        SliceReader reader = new SliceReader(NETWORK);
        pixels =
                reader.stack(
                        reader.read(set.slices().stream().map(s -> Source.of(s.file())).toList()));
    }

    @Test
    void heatMapsAreTheirOwnUntilTheWeightsAreUntrained() throws Exception {
        String before = Sha256.of(trained.resolve(ModelFolder.PARAMETERS));
        SanityCheck check =
                SanityCheck.of(trained, Device.cpu(), pixels, Layer.CONV, CamMethod.GRADCAM, 1);

        assertThat(check.stages())
                .extracting(SanityCheck.Stage::layer)
                .containsExactly(
                        "trained",
                        "dense2",
                        "dense1",
                        "attention3",
                        "conv3",
                        "attention2",
                        "conv2",
                        "attention1",
                        "conv1");
        assertThat(check.stages().get(0).correlation()).isCloseTo(1, within(1e-9));
        assertThat(check.stages().get(8).correlation()).isLessThan(SanityCheck.LARGEST);
        assertThat(check.passed()).isTrue();
        assertThat(Sha256.of(trained.resolve(ModelFolder.PARAMETERS))).isEqualTo(before);
    }

    @Test
    void mapsThatComeFromTheSliceAloneFailAndTheModelKeepsItsWeights() throws Exception {
        try (CtModel model = ModelFolder.load(trained, Device.cpu())) {
            var manager = model.model().getNDManager();
            double[][] before = Inference.probabilities(manager, model.network(), pixels);
            int size = NETWORK.size() * NETWORK.size();
            SanityCheck check = SanityCheck.of(model, m -> List.of(Arrays.copyOf(pixels, size)), 1);

            assertThat(check.stages()).hasSize(9);
            assertThat(check.stages())
                    .allSatisfy(s -> assertThat(s.correlation()).isCloseTo(1, within(1e-9)));
            assertThat(check.passed()).isFalse();
            assertThat(Inference.probabilities(manager, model.network(), pixels))
                    .isDeepEqualTo(before);
        }
    }

    @Test
    void withoutSlicesThereIsNothingToCheck() {
        assertThatThrownBy(
                        () ->
                                SanityCheck.of(
                                        trained,
                                        Device.cpu(),
                                        new float[0],
                                        Layer.CONV,
                                        CamMethod.GRADCAM,
                                        1))
                .hasMessage("No slices to check; at least one is needed");
    }

    @Test
    void rankCorrelationIsSpearmans() {
        // Differences of the ranks 0 1 1 0: 1 - 6 * 2 / (4 * 15) = 0.8.
        assertThat(RankCorrelation.of(new float[] {1, 2, 3, 9}, new float[] {-4, 1, 0, 8}))
                .isCloseTo(0.8, within(1e-12));
        assertThat(RankCorrelation.of(new float[] {1, 2, 3}, new float[] {5, 4, -7}))
                .isCloseTo(-1, within(1e-12));
        // Ranks 1.5 1.5 3 and 1 2 3: 1.5 / sqrt(1.5 * 2).
        assertThat(RankCorrelation.of(new float[] {0, 0, 1}, new float[] {1, 2, 3}))
                .isCloseTo(Math.sqrt(0.75), within(1e-12));
        assertThat(RankCorrelation.of(new float[] {0, 0}, new float[] {1, 2})).isNaN();
    }

    @Test
    void everyReadablePhantomIsMeasuredAgainstItsLesions() throws Exception {
        Path damaged = Files.createDirectories(folder.resolve("damaged/COVID")).resolve("x.png");
        Files.writeString(damaged, "no image");
        List<Slice> slices =
                List.of(
                        set.slices().get(0),
                        new Slice("COVID/x.png", damaged, "COVID", null, null),
                        set.slices().get(23));
        HeatMap map = new HeatMap(1, new float[] {1}, new float[] {1}, false, 0.5, 1);
        try (CtModel model = ModelFolder.load(trained, Device.cpu())) {
            var manager = model.model().getNDManager();
            int[] done = new int[1];
            List<HeatMapMeasures> all =
                    HeatMapMeasurement.measure(
                            model,
                            slices,
                            two -> List.of(explanation(map), explanation(map)),
                            PhantomMasks::lesions,
                            n -> done[0] = n);

            assertThat(done).containsExactly(3);
            assertThat(all)
                    .extracting(HeatMapMeasures::slice)
                    .containsExactly(set.slices().get(0).name(), set.slices().get(23).name());
            HeatMapMeasures positive = all.get(0);
            assertThat(positive.lungsFound()).isTrue();
            // One cell is the same everywhere.
            assertThat(positive.lungs()).isCloseTo(positive.uniformLungs(), within(1e-6));
            boolean[] lesion = new PhantomSlices(5).slice(2, true).lesions();
            assertThat(positive.slice()).isEqualTo("COVID/phantom-00002.png");
            assertThat(positive.uniformHit()).isCloseTo(share(lesion), within(1e-12));
            assertThat(positive.hit()).isFalse(); // the middle is the mediastinum
            assertThat(all.get(1).hit()).isNull();

            int size = NETWORK.size() * NETWORK.size();
            float[] first = Arrays.copyOf(pixels, size);
            double whole = Inference.probabilities(manager, model.network(), first)[0][1];
            double black = Inference.probabilities(manager, model.network(), new float[size])[0][1];
            assertThat(positive.deletion().get(0)).isCloseTo(whole, within(1e-5));
            assertThat(positive.insertion().get(10)).isCloseTo(whole, within(1e-5));
            assertThat(positive.deletion().get(10)).isCloseTo(black, within(1e-5));

            List<HeatMapMeasures> gradCam =
                    HeatMapMeasurement.measure(
                            model,
                            slices.subList(0, 1),
                            Layer.ATTENTION,
                            CamMethod.GRADCAM,
                            slice -> Optional.empty(),
                            n -> {});
            assertThat(gradCam).hasSize(1);
            assertThat(gradCam.get(0).uniformHit()).isNull();
        }
    }

    private static Explanation explanation(HeatMap map) {
        return new Explanation(
                List.of("NonCOVID", "COVID"),
                new double[] {0.5, 0.5},
                "COVID",
                "COVID",
                Layer.CONV,
                CamMethod.GRADCAM,
                map,
                List.of());
    }

    private static double share(boolean[] mask) {
        int count = 0;
        for (boolean pixel : mask) {
            count += pixel ? 1 : 0;
        }
        return count / (double) mask.length;
    }
}
