package io.ctattention.explanation;

/**
 * What an attention block's spatial gate let through.
 *
 * @param convolution the convolution that the block follows, from 1
 * @param side the gate's side in cells
 * @param values {@code side * side} factors in [0, 1], row by row
 */
public record Gate(int convolution, int side, float[] values) {}
