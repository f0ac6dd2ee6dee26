package io.ctattention.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThresholdTest {

    private static List<Threshold.Score> scores(double[] positive, double[] negative) {
        List<Threshold.Score> scores = new ArrayList<>();
        for (double value : positive) {
            scores.add(new Threshold.Score(value, true));
        }
        for (double value : negative) {
            scores.add(new Threshold.Score(value, false));
        }
        Collections.sort(scores);
        return scores;
    }

    @Test
    void theBestThresholdLiesBetweenTheClasses() {
        Threshold below = Threshold.best(scores(new double[] {1, 2, 3}, new double[] {5, 6, 2}));
        assertThat(below).isEqualTo(new Threshold(4, false));
        assertThat(below.positive(3.9)).isTrue();
        assertThat(below.positive(4.1)).isFalse();
        Threshold above = Threshold.best(scores(new double[] {9, 8}, new double[] {5, 6, 2}));
        assertThat(above).isEqualTo(new Threshold(7, true));
    }

    @Test
    void aConstantGivesTheMoreFrequentAnswer() {
        Threshold constant = Threshold.best(scores(new double[] {1}, new double[] {1, 1}));
        assertThat(constant.positive(1)).isFalse();
        assertThat(constant.positive(100)).isFalse();
    }
}
