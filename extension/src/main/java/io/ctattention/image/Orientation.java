package io.ctattention.image;

import java.awt.image.BufferedImage;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a stored image is turned to be shown: the tag Orientation of Exif (CIPA DC-008, 4.6.5.1.8),
 * which JPEG has in an APP1 segment and PNG in an eXIf chunk.
 *
 * @param turned whether stored rows are shown as columns
 * @param fromRight whether the shown columns then begin at the right
 * @param fromBottom whether the shown rows then begin at the bottom
 */
record Orientation(boolean turned, boolean fromRight, boolean fromBottom) {

    static final Orientation UPRIGHT = new Orientation(false, false, false);

    private static final int TAG = 0x112;
    private static final int SHORT = 3;

    /**
     * Reads the tag of a TIFF header and its first directory. Where there is none, or none that can
     * be read, an image is shown as it is stored, as viewers do.
     */
    static Orientation read(byte[] content, int at, int length) {
        ByteBuffer tiff = ByteBuffer.wrap(content, at, length).slice();
        try {
            int order = tiff.getShort();
            if (order == 0x4949) {
                tiff.order(ByteOrder.LITTLE_ENDIAN);
            } else if (order != 0x4d4d) {
                return UPRIGHT;
            }
            if (tiff.getShort() != 42) {
                return UPRIGHT;
            }
            tiff.position(tiff.getInt());
            for (int left = tiff.getShort() & 0xffff; left > 0; left--) {
                int tag = tiff.getShort() & 0xffff;
                int type = tiff.getShort();
                int count = tiff.getInt();
                if (tag == TAG) {
                    return type == SHORT && count == 1 ? of(tiff.getShort()) : UPRIGHT;
                }
                tiff.getInt();
            }
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return UPRIGHT;
        }
        return UPRIGHT;
    }

    private static Orientation of(int value) {
        return value < 1 || value > 8
                ? UPRIGHT
                : new Orientation(
                        value >= 5,
                        value == 2 || value == 3 || value == 6 || value == 7,
                        value == 3 || value == 4 || value == 7 || value == 8);
    }

    /** The header of the image as it is shown. */
    ImageHeader shown(ImageHeader stored) {
        return turned
                ? new ImageHeader(
                        stored.format(),
                        stored.colorMode(),
                        stored.bitDepth(),
                        stored.height(),
                        stored.width())
                : stored;
    }

    /** The image as it is shown, with the very samples that are stored. */
    BufferedImage shown(BufferedImage stored) {
        if (equals(UPRIGHT)) {
            return stored;
        }
        int width = turned ? stored.getHeight() : stored.getWidth();
        int height = turned ? stored.getWidth() : stored.getHeight();
        var from = stored.getRaster();
        var to = from.createCompatibleWritableRaster(width, height);
        Object pixel = null;
        for (int y = 0; y < height; y++) {
            int row = fromBottom ? height - 1 - y : y;
            for (int x = 0; x < width; x++) {
                int column = fromRight ? width - 1 - x : x;
                pixel = from.getDataElements(turned ? row : column, turned ? column : row, pixel);
                to.setDataElements(x, y, pixel);
            }
        }
        return new BufferedImage(stored.getColorModel(), to, stored.isAlphaPremultiplied(), null);
    }
}
