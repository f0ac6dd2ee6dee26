package io.ctattention.server.slice;

import io.ctattention.explanation.Gate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a spatial gate let through.
 *
 * @param convolution the convolution that it follows, from 1
 * @param side its side in cells
 * @param png a grey PNG of as many pixels; black is 0 and white 1
 */
@Schema(requiredProperties = {"convolution", "side", "png"})
public record GateAnswer(int convolution, int side, @Schema(format = "byte") byte[] png) {

    static GateAnswer of(Gate gate) {
        return new GateAnswer(gate.convolution(), gate.side(), gate.toPng());
    }
}
