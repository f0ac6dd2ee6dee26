package io.ctattention.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;
import ai.djl.training.tracker.Tracker;
import io.ctattention.GpuMachine;
import io.ctattention.evaluation.Metric;
import io.ctattention.evaluation.Scores;
import io.ctattention.model.PyTorch;
import io.ctattention.training.recipe.Augmentation;
import io.ctattention.training.recipe.ClassWeights;
import io.ctattention.training.recipe.LearningRates;
import io.ctattention.training.recipe.Seeds;
import io.ctattention.training.recipe.TrainingRecipe;
import io.ctattention.training.recipe.TrainingRecipe.Schedule;
import io.ctattention.training.step.WeightedCrossEntropy;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(GpuMachine.class)
class RecipeTest {

    private static final float[] LOGITS = {2, 0, -1, 1, 0.5f, 0.5f};
    private static final long[] LABELS = {0, 0, 1};

    private static double loss(double[] weights, float smoothing) {
        PyTorch.engine();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            return new WeightedCrossEntropy(manager, weights, smoothing)
                    .perSlice(manager.create(LABELS), manager.create(LOGITS, new Shape(3, 2)))
                    .mean()
                    .getFloat();
        }
    }

    /** Of 118 validation slices, 60 of them positive, as in the published split of COVID-CT. */
    @Test
    void nearlyConstantAnswersDoNotWinByTheDefault() {
        Scores constant = scores(60, 58);
        Scores nearly = scores(60, 54);
        Scores useful = scores(38, 20); // recall 0.633, specificity 0.655
        assertThat(constant.value(TrainingRecipe.KEEP_BEST)).hasValue(0.5);
        assertThat(scores(0, 0).value(TrainingRecipe.KEEP_BEST)).hasValue(0.5);
        for (Scores other : List.of(constant, nearly)) {
            assertThat(better(TrainingRecipe.KEEP_BEST, useful, other)).isTrue();
            assertThat(better(Metric.F1, other, useful)).as("F1 prefers them").isTrue();
        }
        assertThat(useful.value(TrainingRecipe.KEEP_BEST).orElseThrow())
                .isCloseTo(0.644, within(5e-4));
    }

    /** Of a network that takes so many positive and so many other slices for positive. */
    private static Scores scores(int hits, int falseAlarms) {
        int[] labels = new int[118];
        double[][] probabilities = new double[118][];
        for (int i = 0; i < 118; i++) {
            labels[i] = i < 60 ? 1 : 0;
            boolean answer = i < 60 ? i < hits : i - 60 < falseAlarms;
            probabilities[i] = answer ? new double[] {0.2, 0.8} : new double[] {0.8, 0.2};
        }
        return Scores.of(List.of("NonCOVID", "COVID"), "COVID", labels, probabilities);
    }

    private static boolean better(Metric metric, Scores candidate, Scores best) {
        return metric.better(
                candidate.value(metric).orElseThrow(), best.value(metric).orElseThrow());
    }

    @Test
    void withoutWeightsAndSmoothingTheLossIsDjls() {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            float djl =
                    Loss.softmaxCrossEntropyLoss()
                            .evaluate(
                                    new NDList(manager.create(LABELS)),
                                    new NDList(manager.create(LOGITS, new Shape(3, 2))))
                            .getFloat();
            assertThat(loss(new double[] {1, 1}, 0)).isCloseTo(djl, within(1e-6));
        }
    }

    @Test
    void weightsAndSmoothingEqualTheFormulaByHand() {
        // -log p of the true class: log(1 + e^-2) = 0.126928, log(1 + e^2) = 2.126928, log 2.
        assertThat(loss(new double[] {1, 1}, 0))
                .isCloseTo((0.126928 + 2.126928 + 0.693147) / 3, within(1e-5));
        assertThat(loss(new double[] {0.5, 3}, 0))
                .isCloseTo((0.5 * 0.126928 + 0.5 * 2.126928 + 3 * 0.693147) / 3, within(1e-5));
        // s = 0.2: 0.9 of the true class and 0.1 of the other, whose -log p is 2.126928 and so on.
        double first = 0.9 * 0.126928 + 0.1 * 2.126928;
        double second = 0.9 * 2.126928 + 0.1 * 0.126928;
        assertThat(loss(new double[] {1, 1}, 0.2f))
                .isCloseTo((first + second + 0.693147) / 3, within(1e-5));
    }

    private static TrainingRecipe scheduled(Schedule schedule, int epochs, int warmUp) {
        return TrainingRecipe.builder()
                .optEpochs(epochs)
                .optBatchSize(10)
                .optLearningRate(0.01f)
                .optSchedule(schedule)
                .optWarmUpEpochs(warmUp)
                .optKeepBest(Metric.F1)
                .optPatience(1)
                .build();
    }

    @Test
    void theCosineEndsAtZeroAndTheWarmUpRisesLinearly() {
        Tracker cosine = LearningRates.of(scheduled(Schedule.COSINE, 4, 0), 5);
        assertThat(cosine.getNewValue(0)).isEqualTo(0.01f);
        assertThat(cosine.getNewValue(10)).isCloseTo(0.005f, within(1e-7f));
        assertThat(cosine.getNewValue(20)).isCloseTo(0, within(1e-7f));

        Tracker warm = LearningRates.of(scheduled(Schedule.CONSTANT, 4, 2), 5);
        assertThat(warm.getNewValue(1)).isCloseTo(0.001f, within(1e-8f));
        assertThat(warm.getNewValue(5)).isCloseTo(0.005f, within(1e-8f));
        assertThat(warm.getNewValue(10)).isEqualTo(0.01f);
        assertThat(warm.getNewValue(19)).isEqualTo(0.01f);
    }

    @Test
    void balancedWeightsMakeEveryClassCountTheSame() {
        // 3 of 4 slices are of class 0: 4 / (2 * 3) and 4 / (2 * 1).
        assertThat(ClassWeights.BALANCED.of(new int[] {0, 0, 1, 0}, 2))
                .containsExactly(new double[] {2 / 3.0, 2}, within(1e-12));
    }

    @Test
    void thePapersRecipeIsTheDefault() {
        TrainingRecipe paper = TrainingRecipe.PAPER;
        assertThat(paper.epochs()).isEqualTo(30);
        assertThat(paper.batchSize()).isEqualTo(34);
        assertThat(paper.learningRate()).isEqualTo(0.001f);
        assertThat(paper.augmentation()).isEqualTo(Augmentation.NONE);
        assertThat(paper.keepBest()).isEqualTo(Metric.BALANCED_ACCURACY);
    }

    @Test
    void valuesOutOfRangeAreNamed() {
        assertThatThrownBy(() -> TrainingRecipe.PAPER.withEpochs(0))
                .hasMessage("epochs is 0; it must be at least 1");
        assertThatThrownBy(() -> scheduled(Schedule.COSINE, 2, 2))
                .hasMessage("warmUpEpochs is 2; it must be from 0 to below epochs");
        assertThatThrownBy(() -> new Augmentation(false, -1, 0, 0, 0, 0))
                .hasMessage("rotation is -1.0; it must be from 0 to 180.0");
        assertThatThrownBy(() -> new Augmentation(false, 0, 0, Double.NaN, 0, 0))
                .hasMessageStartingWith("zoom is NaN");
    }

    @Test
    void everyEpochSeesEverySliceOnceInItsOwnOrder() {
        int[] first = Seeds.order(1, 1, 100);
        int[] second = Seeds.order(1, 2, 100);
        assertThat(Arrays.stream(first).sorted().toArray()).containsExactly(range(100));
        assertThat(Arrays.stream(second).sorted().toArray()).containsExactly(range(100));
        assertThat(first).isNotEqualTo(second).isNotEqualTo(range(100));
        assertThat(Seeds.order(1, 1, 100)).isEqualTo(first);
        assertThat(Seeds.order(2, 1, 100)).isNotEqualTo(first);
    }

    private static int[] range(int count) {
        return IntStream.range(0, count).toArray();
    }

    @Test
    void glorotsLimitAndVarianceAreTheFormulas() {
        PyTorch.engine();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            // fan in 32 * 9, fan out 64 * 9: the limit is sqrt(6 / 864), the variance limit^2 / 3.
            float[] values =
                    new GlorotUniform(new Random(1))
                            .initialize(manager, new Shape(64, 32, 3, 3), DataType.FLOAT32)
                            .toFloatArray();
            double limit = Math.sqrt(6.0 / 864);
            double squares = 0;
            double largest = 0;
            for (float value : values) {
                squares += (double) value * value;
                largest = Math.max(largest, Math.abs(value));
            }
            assertThat(largest).isBetween(0.99 * limit, limit);
            assertThat(squares / values.length)
                    .isCloseTo(limit * limit / 3, within(0.02 * limit * limit / 3));
        }
    }

    private static float[] changed(Augmentation augmentation, float[] pixels, Random random) {
        int side = (int) Math.sqrt(pixels.length);
        return augmentation.apply(pixels, side, augmentation.draw(side, random));
    }

    @Test
    void aFlipMirrorsAndABrightnessAddsAndNothingElseChanges() {
        float[] ramp = {0, 0.1f, 0.2f, 0, 0.1f, 0.2f, 0, 0.1f, 0.2f};
        Augmentation flip = new Augmentation(true, 0, 0, 0, 0, 0);
        List<float[]> results =
                IntStream.range(0, 20)
                        .mapToObj(i -> changed(flip, ramp, Seeds.AUGMENTATION.random(1, 1, i)))
                        .toList();
        float[] mirrored = {0.2f, 0.1f, 0, 0.2f, 0.1f, 0, 0.2f, 0.1f, 0};
        assertThat(results).anySatisfy(r -> assertThat(r).containsExactly(ramp));
        assertThat(results).anySatisfy(r -> assertThat(r).containsExactly(mirrored));
        assertThat(results)
                .allSatisfy(
                        r ->
                                assertThat(Arrays.equals(r, ramp) || Arrays.equals(r, mirrored))
                                        .isTrue());

        float[] grey = new float[9];
        Arrays.fill(grey, 0.5f);
        Augmentation all = new Augmentation(true, 20, 0.2, 0.2, 0, 0.5);
        assertThat(changed(all, grey, new Random(3))).containsOnly(0.5f);
        Augmentation brightness = new Augmentation(false, 0, 0, 0, 0.3, 0);
        float[] lit = changed(brightness, grey, new Random(3));
        assertThat(lit[0]).isBetween(0.2f, 0.8f).isNotEqualTo(0.5f);
        assertThat(lit).containsOnly(lit[0]);
        assertThat(ramp[1]).as("the slice itself stays").isEqualTo(0.1f);
    }

    @Test
    void aRotationTurnsAboutTheCentre() {
        float[] centre = new float[25];
        centre[12] = 1;
        Augmentation rotation = new Augmentation(false, 180, 0, 0, 0, 0);
        for (int seed = 0; seed < 20; seed++) {
            assertThat(changed(rotation, centre, new Random(seed))[12]).isCloseTo(1, within(1e-6f));
        }
        float[] corner = new float[25];
        corner[0] = 1;
        assertThat(changed(rotation, corner, new Random(1))).isNotEqualTo(corner);
    }
}
