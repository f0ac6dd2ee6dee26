package io.ctattention.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class F1ScoreTest {

    private static NDManager manager;

    @BeforeAll
    static void startEngine() {
        System.setProperty("OPT_OUT_TRACKING", "true");
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    }

    @AfterAll
    static void close() {
        manager.close();
    }

    @Test
    void addsUpUnevenBatchesExactly() {
        F1Score f1 = F1Score.ofClass("f1", 1);
        f1.addAccumulator("all");
        // F1 of the batches is 1 and 0; over all TP 2, FN 1, so 4 / 5 and not the mean 0.5
        assertThat(update(f1, labels(1, 1, 0), answers(2, 1, 1, 0))).isEqualTo(1f);
        assertThat(update(f1, labels(1), answers(2, 0))).isEqualTo(0.8f);
    }

    @Test
    void averagesOverClasses() {
        int[] truth = {0, 0, 0, 1, 1, 2, 2, 2, 2, 2};
        int[] answer = {0, 0, 1, 1, 2, 2, 2, 2, 0, 2};
        // class 0: TP 2 FP 1 FN 1, 4/6; class 1: TP 1 FP 1 FN 1, 2/4; class 2: TP 4 FP 1 FN 1, 8/10
        assertThat(once(F1Score.macro(3), truth, answer)).isEqualTo(0.655555556f);
        assertThat(once(F1Score.micro(3), truth, answer)).isEqualTo(0.7f);
        assertThat(once(F1Score.ofClass("f1", 2), truth, answer)).isEqualTo(0.8f);
    }

    @Test
    void atOneHalfASliceIsOfTheClassThatF1IsAbout() {
        try (NDManager scope = manager.newSubManager()) {
            NDList logits = new NDList(scope.create(new float[][] {{0, 0}, {1, 0}, {0, 1}}));
            NDList truth = new NDList(scope.create(new int[] {1, 0, 1}));
            assertThat(F1Score.ofClass("f1", 1).evaluate(truth, logits).getFloat()).isEqualTo(1f);
            // class 0: TP 1, FP 1
            assertThat(F1Score.ofClass("f1", 0).evaluate(truth, logits).getFloat())
                    .isEqualTo(2f / 3);
        }
    }

    @Test
    void isNotANumberWhereUndefined() {
        F1Score f1 = F1Score.ofClass("f1", 1);
        f1.addAccumulator("all");
        assertThat(f1.getAccumulator("all")).isNaN();
        assertThat(update(f1, labels(0, 0), answers(2, 0, 0))).isNaN();
        assertThat(update(f1, labels(1), answers(2, 0))).isZero();
        // class 2 is left out of the mean: (2/3 + 0) / 2
        assertThat(once(F1Score.macro(3), new int[] {0, 1}, new int[] {0, 0}))
                .isEqualTo(0.33333334f);
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"UINT8", "INT8", "INT32", "INT64", "FLOAT16", "FLOAT32", "FLOAT64", "BOOLEAN"})
    void takesLabelsOfAnyTypeInOneColumnOrNone(DataType type) {
        try (NDManager scope = manager.newSubManager();
                NDArray row = scope.create(new long[] {1, 0, 1, 1}).toType(type, true);
                NDArray column = row.reshape(4, 1);
                NDArray logits = answers(2, 1, 1, 0, 1)) {
            // TP 2, FP 1, FN 1
            for (NDArray labels : new NDArray[] {row, column}) {
                NDArray f1 =
                        F1Score.ofClass("f1", 1).evaluate(new NDList(labels), new NDList(logits));
                assertThat(f1.toFloatArray()).containsExactly(2f / 3);
                f1.close();
            }
            assertThat(row.toType(DataType.INT64, true).toLongArray()).containsExactly(1, 0, 1, 1);
        }
    }

    @Test
    void keepsAccumulatorsApart() {
        F1Score f1 = F1Score.ofClass("f1", 1);
        f1.addAccumulator("epoch");
        f1.addAccumulator("batch");
        NDList right = labels(1, 0);
        f1.updateAccumulators(new String[] {"epoch", "batch"}, right, answers(right));
        f1.resetAccumulator("batch");
        f1.updateAccumulator("batch", labels(1), new NDList(answers(2, 0)));
        assertThat(f1.getAccumulator("epoch")).isEqualTo(1f);
        assertThat(f1.getAccumulator("batch")).isZero();
    }

    @Test
    void leavesNoArrayBehind() {
        F1Score f1 = F1Score.macro(2);
        f1.addAccumulator("all");
        try (NDManager scope = manager.newSubManager()) {
            NDList labels = new NDList(scope.create(new int[] {0, 1, 1}));
            NDList logits = new NDList(scope.create(new Shape(3, 2)));
            int before = scope.getManagedArrays().size();
            for (int i = 0; i < 100; i++) {
                f1.updateAccumulator("all", labels, logits);
            }
            assertThat(scope.getManagedArrays()).hasSize(before);
        }
    }

    @Test
    void losesNoCountBetweenThreads() {
        F1Score f1 = F1Score.ofClass("f1", 1);
        f1.addAccumulator("all");
        NDList labels = labels(1, 1, 1, 0);
        NDList logits = new NDList(answers(2, 1, 1, 0, 0));
        IntStream.range(0, 400)
                .parallel()
                .forEach(i -> f1.updateAccumulator("all", labels, logits));
        NDList wrong = labels(1);
        IntStream.range(0, 400)
                .parallel()
                .forEach(i -> f1.updateAccumulator("all", wrong, new NDList(answers(2, 0))));
        // TP 800, FN 400 + 400: 1600 / 2400
        assertThat(f1.getAccumulator("all")).isEqualTo(0.6666667f);
    }

    @Test
    void namesWhatDoesNotFit() {
        F1Score f1 = F1Score.ofClass("f1", 1);
        f1.addAccumulator("all");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> update(f1, labels(2), answers(2, 0)))
                .withMessage("f1: label 2 is not one of the 2 classes of the predictions");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> update(f1, labels(0, 1), answers(2, 0)))
                .withMessage(
                        "f1: labels must be (N) or (N, 1) and predictions (N, C), found (2) and (1, 2)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> once(F1Score.macro(3), new int[] {0}, new int[] {0}, 2))
                .withMessage("macroF1: predictions are of 2 classes, expected 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> once(F1Score.ofClass("f1", 2), new int[] {0}, new int[] {0}, 2))
                .withMessage("f1: predictions are of 2 classes, expected more than 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> f1.getAccumulator("epoch"))
                .withMessage("f1 has no accumulator \"epoch\": call addAccumulator first");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> f1.updateAccumulator("epoch", labels(0), new NDList(answers(2, 0))))
                .withMessage("f1 has no accumulator \"epoch\": call addAccumulator first");
        assertThatIllegalArgumentException().isThrownBy(() -> F1Score.macro(1));
        assertThatIllegalArgumentException().isThrownBy(() -> F1Score.ofClass("f1", -1));
    }

    private static float once(F1Score f1, int[] truth, int[] answer) {
        return once(f1, truth, answer, 3);
    }

    private static float once(F1Score f1, int[] truth, int[] answer, int classes) {
        f1.addAccumulator("all");
        return update(f1, labels(truth), answers(classes, answer));
    }

    private static float update(F1Score f1, NDList labels, NDArray logits) {
        f1.updateAccumulator("all", labels, new NDList(logits));
        return f1.getAccumulator("all");
    }

    private static NDList labels(int... labels) {
        return new NDList(manager.create(labels));
    }

    private static NDList answers(NDList labels) {
        return new NDList(answers(2, labels.head().toIntArray()));
    }

    /** Logits whose greatest is the given class, (N, classes). */
    private static NDArray answers(int classes, int... answers) {
        float[][] logits = new float[answers.length][classes];
        for (int i = 0; i < answers.length; i++) {
            logits[i][answers[i]] = 3.5f;
        }
        return manager.create(logits);
    }
}
