package io.ctattention.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.training.recipe.ClassWeights;
import io.ctattention.training.recipe.TrainingRecipe;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointTest {

    static List<Arguments> weights() {
        return List.of(
                Arguments.of(ClassWeights.NONE, "null"),
                Arguments.of(ClassWeights.BALANCED, "[]"),
                Arguments.of(ClassWeights.byClass(List.of(1.0, 2.5)), "[1.0,2.5]"));
    }

    @ParameterizedTest
    @MethodSource("weights")
    void storesClassWeightsAsEarlierVersionsDid(ClassWeights weights, String stored) {
        TrainingRecipe recipe = TrainingRecipe.builder().optClassWeights(weights).build();
        String json = Checkpoint.GSON.toJson(recipe);
        assertThat(json.replaceAll("\\s", "")).contains("\"classWeights\":" + stored + ",");
        assertThat(Checkpoint.GSON.fromJson(json, TrainingRecipe.class)).isEqualTo(recipe);
    }
}
