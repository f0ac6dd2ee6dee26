package io.ctattention.comparison.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class McNemarTest {

    /**
     * Bentur et al. (2009) as in Fagerland, Lydersen and Laake, "The McNemar test for binary
     * matched-pairs data" (2013), table 2: airway response before and after transplantation, exact
     * p 0.070.
     */
    @Test
    void givesThePublishedExactP() {
        PairedPredictions airways =
                new Predictions()
                        .add(1, 1, true, true)
                        .add(1, 1, true, false)
                        .add(7, 1, false, true)
                        .add(12, 1, false, false)
                        .pair();
        McNemar test = McNemar.of(List.of(airways));
        assertThat(test.predictions()).isEqualTo(21);
        assertThat(test.onlyReferenceRight()).isEqualTo(1);
        assertThat(test.onlyAttentionRight()).isEqualTo(7);
        assertThat(test.pValue()).isCloseTo(0.0703125, within(1e-12)); // 2 (1 + 8) / 2^8
    }

    @Test
    void poolsSeeds() {
        PairedPredictions better = new Predictions().add(2, 1, false, true).pair();
        PairedPredictions worse = new Predictions().add(2, 1, true, false).pair();
        McNemar test = McNemar.of(List.of(better, better, better, worse));
        // 2 (1 + 8 + 28) / 2^8
        assertThat(test).isEqualTo(new McNemar(8, 2, 6, 0.2890625));
    }

    @Test
    void findsNothingWhereBothAreRightAlike() {
        PairedPredictions alike =
                new Predictions().add(3, 1, true, true).add(2, 1, false, false).pair();
        assertThat(alike.agree()).isTrue();
        assertThat(McNemar.of(List.of(alike))).isEqualTo(new McNemar(5, 0, 0, 1));
    }

    @Test
    void refusesPredictionsOfOtherSlices() {
        PairedPredictions pair = new Predictions().add(2, 1, true, false).pair();
        assertThat(pair.agree()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new PairedPredictions(
                                        pair.reference(),
                                        List.of(pair.attention().get(1), pair.attention().get(0))))
                .withMessage(
                        "Prediction 0 is of p0-0 (COVID) without attention but of p1-0 (NonCOVID) with it: both must be of the same slices in the same order");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PairedPredictions(pair.reference(), List.of()))
                .withMessageStartingWith("2 predictions without attention but 0 with it");
    }
}
