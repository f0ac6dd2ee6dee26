package io.ctattention.server.slice;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.ctattention.explanation.Explanation;
import io.ctattention.explanation.HeatMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where a slice supports a class.
 *
 * @param explainedClass the class
 * @param layer the layer that the map is about
 * @param method how it was computed
 * @param empty whether nothing in the image supports the class
 * @param raw the values on the layer's grid, row by row, of any sign
 * @param scaled their positive part divided by its maximum, in [0, 1]
 * @param png the map alone, to be laid over the slice: a PNG, clear where the map is zero
 */
@Schema(requiredProperties = {"class", "layer", "method", "empty", "raw", "scaled", "png"})
public record HeatMapAnswer(
        @JsonProperty("class") String explainedClass,
        String layer,
        String method,
        boolean empty,
        float[][] raw,
        float[][] scaled,
        @Schema(format = "byte") byte[] png) {

    static HeatMapAnswer of(Explanation explanation, byte[] png) {
        HeatMap map = explanation.heatMap();
        return new HeatMapAnswer(
                explanation.explainedClass(),
                explanation.layer().id(),
                explanation.method().id(),
                map.empty(),
                map.rows(map.raw()),
                map.rows(map.scaled()),
                png);
    }
}
