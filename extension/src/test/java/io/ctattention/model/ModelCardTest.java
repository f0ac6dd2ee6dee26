package io.ctattention.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelCardTest {

    private static final String CARD =
            ModelCard.of(
                            NetworkSpec.paper(AttentionSpec.NONE, 36, 3),
                            1,
                            List.of("Normal", "COVID", "Pneumonia"),
                            "COVID")
                    .toJson();

    private static ModelCard withThreshold(String json) {
        return ModelCard.parse(CARD.replace("\"threshold\": 0.5", json));
    }

    @Test
    void aCardOfAnEarlierVersionNamesNoThresholdAndHasHalf() {
        String earlier = CARD.replaceFirst("\\s*\"threshold\": 0.5,", "");
        assertThat(earlier).doesNotContain("threshold").hasSizeLessThan(CARD.length());
        assertThat(ModelCard.parse(earlier).threshold()).isEqualTo(0.5);
    }

    @Test
    void theThresholdDecidesAboutThePositiveClass() {
        double[] probabilities = {0.15, 0.40, 0.45};
        assertThat(withThreshold("\"threshold\": 0.4").decision(probabilities)).isEqualTo("COVID");
        assertThat(withThreshold("\"threshold\": 0.41").decision(probabilities))
                .isEqualTo("Pneumonia");
    }

    @Test
    void belowTheThresholdTheMostProbableOfTheOthersIsTheDecision() {
        assertThat(withThreshold("\"threshold\": 0.9").decision(new double[] {0.2, 0.7, 0.1}))
                .isEqualTo("Normal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "-0.1", "50"})
    void aThresholdThatIsNoShareIsRefused(String threshold) {
        assertThatThrownBy(() -> withThreshold("\"threshold\": " + threshold))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a number between 0 and 1 is needed");
    }
}
