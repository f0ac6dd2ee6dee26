package io.ctattention.server.slice;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ctattention.model.Decision;
import io.ctattention.model.ModelCard;
import io.ctattention.server.problem.Problem;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a model says of one slice, or an error if it is one of several and could not be read.
 *
 * @param name the file's name, or {@code slice}
 * @param prediction the most probable class, whatever the threshold
 * @param probabilities the probability of each class, in [0, 1]
 * @param decision the class that the model decides for, by its threshold
 * @param heatMap where the slice supports a class; only in explanations
 * @param slice the slice as the heat map lies on it, a grey PNG; only in explanations
 * @param gates what the network's spatial gates let through; only in explanations
 * @param error why there is no answer
 */
@Schema(requiredProperties = {"name"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SliceAnswer(
        String name,
        String prediction,
        Map<String, Double> probabilities,
        String decision,
        HeatMapAnswer heatMap,
        @Schema(format = "byte") byte[] slice,
        List<GateAnswer> gates,
        Problem error) {

    static SliceAnswer of(String name, ModelCard card, double[] probabilities) {
        int mostProbable = Decision.atHalf(card.positiveIndex()).of(probabilities);
        return new SliceAnswer(
                name,
                card.classes().get(mostProbable),
                card.byClass(probabilities),
                card.decision(probabilities),
                null,
                null,
                null,
                null);
    }

    static SliceAnswer error(String name, Problem problem) {
        return new SliceAnswer(name, null, null, null, null, null, null, problem);
    }

    SliceAnswer with(HeatMapAnswer newHeatMap, byte[] newSlice, List<GateAnswer> newGates) {
        return new SliceAnswer(
                name, prediction, probabilities, decision, newHeatMap, newSlice, newGates, null);
    }
}
