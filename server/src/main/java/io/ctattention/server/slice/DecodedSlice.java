package io.ctattention.server.slice;

import java.awt.image.BufferedImage;

/**
 * A slice that could be read.
 *
 * @param name what the answer calls it
 * @param image its pixels
 */
record DecodedSlice(String name, BufferedImage image) {}
