package io.ctattention.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.Arrays;

/** Grey levels of a {@link BufferedImage}, from its raster where the raster holds plain samples. */
final class GreyLevels {

    /** Pixels that are unpacked at a time: a row may be as long as an image has pixels. */
    private static final int STRIP = 1 << 14;

    private GreyLevels() {}

    static float[] of(BufferedImage image) {
        return hasPlainSamples(image.getColorModel()) ? fromSamples(image) : fromColors(image);
    }

    /** Whether the raster holds grey or RGB integers of one depth, alpha possibly behind them. */
    private static boolean hasPlainSamples(ColorModel model) {
        int type = model.getColorSpace().getType();
        int[] sizes = model.getComponentSize();
        int transfer = model.getTransferType();
        return !(model instanceof IndexColorModel)
                && (type == ColorSpace.TYPE_GRAY || type == ColorSpace.TYPE_RGB)
                && (transfer == DataBuffer.TYPE_BYTE
                        || transfer == DataBuffer.TYPE_USHORT
                        || transfer == DataBuffer.TYPE_INT)
                && Arrays.stream(sizes).allMatch(bits -> bits == sizes[0] && bits <= 16);
    }

    private static float[] fromSamples(BufferedImage image) {
        int width = image.getWidth();
        var raster = image.getRaster();
        var model = image.getColorModel();
        int bands = raster.getNumBands();
        boolean color = model.getNumColorComponents() == 3;
        boolean weighAlpha = model.hasAlpha() && !model.isAlphaPremultiplied();
        double max = (1 << model.getComponentSize(0)) - 1;
        double unit = 1000 * max * (weighAlpha ? max : 1);

        float[] levels = new float[width * image.getHeight()];
        int[] strip = new int[Math.min(width, STRIP) * bands];
        for (int y = 0; y < image.getHeight(); y++) {
            Interruption.check();
            for (int left = 0; left < width; left += STRIP) {
                int count = Math.min(STRIP, width - left);
                raster.getPixels(left, y, count, 1, strip);
                for (int x = 0; x < count; x++) {
                    int at = x * bands;
                    long luma =
                            color
                                    ? luma(strip[at], strip[at + 1], strip[at + 2])
                                    : 1000L * strip[at];
                    if (weighAlpha) {
                        luma *= strip[at + bands - 1];
                    }
                    levels[y * width + left + x] = (float) (luma / unit);
                }
            }
        }
        return levels;
    }

    private static float[] fromColors(BufferedImage image) {
        int width = image.getWidth();
        float[] levels = new float[width * image.getHeight()];
        int[] strip = new int[Math.min(width, STRIP)];
        for (int y = 0; y < image.getHeight(); y++) {
            Interruption.check();
            for (int left = 0; left < width; left += STRIP) {
                int count = Math.min(STRIP, width - left);
                image.getRGB(left, y, count, 1, strip, 0, count);
                for (int x = 0; x < count; x++) {
                    int argb = strip[x];
                    long luma = luma(argb >> 16 & 255, argb >> 8 & 255, argb & 255);
                    levels[y * width + left + x] =
                            (float) (luma * (argb >>> 24) / (1000 * 255.0 * 255.0));
                }
            }
        }
        return levels;
    }

    /** A thousand times the luma, in integers, so that equal samples give exactly their level. */
    private static long luma(int red, int green, int blue) {
        return 299L * red + 587L * green + 114L * blue;
    }
}
