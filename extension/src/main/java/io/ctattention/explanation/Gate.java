package io.ctattention.explanation;

import io.ctattention.image.GreyImage;
import io.ctattention.image.PngFile;

/**
 * What an attention block's spatial gate let through.
 *
 * @param convolution the convolution that the block follows, from 1
 * @param side the gate's side in cells
 * @param values {@code side * side} factors in [0, 1], row by row
 */
public record Gate(int convolution, int side, float[] values) {

    /**
     * Draws the gate.
     *
     * @return a grey PNG file of {@code side * side} pixels; black is 0 and white 1
     */
    public byte[] toPng() {
        return PngFile.bytes(new GreyImage(side, side, values).toBufferedImage());
    }
}
