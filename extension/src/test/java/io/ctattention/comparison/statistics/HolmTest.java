package io.ctattention.comparison.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HolmTest {

    /** R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm"). */
    @Test
    void adjustsAsRDoes() {
        List<Double> adjusted = Holm.adjusted(List.of(0.01, 0.04, 0.03, 0.005));
        double[] expected = {0.03, 0.06, 0.06, 0.02};
        for (int i = 0; i < expected.length; i++) {
            assertThat(adjusted.get(i)).isCloseTo(expected[i], within(1e-12));
        }
    }

    @Test
    void leavesOnePAloneAndNoneAboveOne() {
        assertThat(Holm.adjusted(List.of(0.0625))).containsExactly(0.0625);
        assertThat(Holm.adjusted(List.of(0.5, 0.9))).containsExactly(1.0, 1.0);
    }

    @Test
    void countsWhatCouldNotBeTested() {
        // 3 * 0.01 and 2 * 0.02
        assertThat(Holm.adjusted(Arrays.asList(0.02, null, 0.01)))
                .containsExactly(0.04, null, 0.03);
    }
}
