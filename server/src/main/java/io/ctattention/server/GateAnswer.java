package io.ctattention.server;

import io.ctattention.explanation.Gate;

/**
 * What a spatial gate let through.
 *
 * @param convolution the convolution that it follows, from 1
 * @param side its side in cells
 * @param png a grey PNG of as many pixels; black is 0 and white 1
 */
public record GateAnswer(int convolution, int side, byte[] png) {

    static GateAnswer of(Gate gate) {
        return new GateAnswer(gate.convolution(), gate.side(), gate.toPng());
    }
}
