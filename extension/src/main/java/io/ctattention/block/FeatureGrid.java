package io.ctattention.block;

/**
 * The grid of a network's last features, and where it lies on the input.
 *
 * @param side the features' height and width in cells; 41 for the paper's network at 180
 * @param channels the features' channels; 64 in the paper
 * @param origin where the first cell lies, the middle of the input pixels that it is computed from:
 *     a pixel index from 0 at the left or top; 8.5 in the paper
 * @param step the distance between two neighbouring cells in input pixels; 4 in the paper
 */
public record FeatureGrid(int side, int channels, double origin, int step) {}
