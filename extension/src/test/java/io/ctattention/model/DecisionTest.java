package io.ctattention.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionTest {

    @ParameterizedTest
    @CsvSource({
        "0.5, 0.5, 1",
        "0.5, 0.49999999999999994, 0",
        "0.3, 0.3, 1",
        "0.3, 0.29999999999999993, 0",
        "0.9, 0.9, 1",
        "0.9, 0.8999999999999999, 0"
    })
    void aSliceIsPositiveFromTheThresholdOnWhereverThatClassStands(
            double threshold, double probability, int positive) {
        double[] last = {1 - probability, probability};
        double[] first = {probability, 1 - probability};
        assertThat(new Decision(1, threshold).of(last)).isEqualTo(positive);
        assertThat(new Decision(0, threshold).of(first)).isEqualTo(1 - positive);
    }

    @Test
    void ofThreeClassesTheMostProbableWinsUnlessAThresholdWasChosen() {
        double[] probabilities = {0.35, 0.2, 0.45};
        assertThat(new Decision(2, 0.5).of(probabilities)).isEqualTo(2);
        assertThat(new Decision(2, 0.46).of(probabilities)).isEqualTo(0);
        assertThat(new Decision(1, 0.2).of(probabilities)).isEqualTo(1);
        assertThat(new Decision(1, 0.5).of(new double[] {0.4, 0.4, 0.2})).isEqualTo(0);
    }

    @Test
    void logitsAreDecidedAsTheirProbabilitiesAre() {
        float[][] logits = {{1, 1}, {2, 1}, {1, 2}};
        PyTorch.engine();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
                NDArray two = manager.create(logits);
                NDArray three = manager.create(new float[][] {{1, 3, 3}})) {
            assertThat(Decision.atHalf(two, 1).toLongArray()).containsExactly(1, 0, 1);
            assertThat(Decision.atHalf(two, 0).toLongArray()).containsExactly(0, 0, 1);
            assertThat(Decision.atHalf(three, 2).toLongArray()).containsExactly(1);
        }
    }
}
