package io.ctattention.phantom;

import io.ctattention.image.GreyImage;

/**
 * A synthetic slice and what is known of it. Masks are laid out as the pixels are: {@code height *
 * width} values, row by row from the top.
 *
 * @param image the slice, levels in [0, 1]; the front of the body is up, its left side is right
 * @param lungs where the lungs are, their vessels included
 * @param lesions where ground glass is more than half as dense as it gets; always inside the lungs,
 *     nowhere in a negative slice
 */
public record Phantom(GreyImage image, boolean[] lungs, boolean[] lesions) {}
