package io.ctattention.image;

import java.awt.image.BufferedImage;

/**
 * A complete, undamaged image.
 *
 * @param header what the file says of itself
 * @param image the samples as stored, without colour management, turned as the file says; for
 *     display and overlays
 */
public record DecodedImage(ImageHeader header, BufferedImage image) {

    /**
     * Converts to grey, see {@link GreyImage#of}.
     *
     * @return a {@code header.width() x header.height()} image with levels in [0, 1]
     */
    public GreyImage grey() {
        return GreyImage.of(image);
    }
}
