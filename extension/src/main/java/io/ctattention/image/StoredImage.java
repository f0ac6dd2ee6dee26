package io.ctattention.image;

/**
 * An image file that was checked.
 *
 * @param content the same image with nothing in it but what makes the pixels
 * @param orientation how the pixels are to be shown
 */
record StoredImage(byte[] content, Orientation orientation) {}
