package io.ctattention.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.Arrays;

/** Grey levels of a {@link BufferedImage}, from its raster where the raster holds plain samples. */
final class GreyLevels {

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
        int[] row = new int[width * bands];
        for (int y = 0; y < image.getHeight(); y++) {
            raster.getPixels(0, y, width, 1, row);
            for (int x = 0; x < width; x++) {
                int at = x * bands;
                long luma = color ? luma(row[at], row[at + 1], row[at + 2]) : 1000L * row[at];
                if (weighAlpha) {
                    luma *= row[at + bands - 1];
                }
                levels[y * width + x] = (float) (luma / unit);
            }
        }
        return levels;
    }

    private static float[] fromColors(BufferedImage image) {
        int width = image.getWidth();
        float[] levels = new float[width * image.getHeight()];
        int[] row = new int[width];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                int argb = row[x];
                long luma = luma(argb >> 16 & 255, argb >> 8 & 255, argb & 255);
                levels[y * width + x] = (float) (luma * (argb >>> 24) / (1000 * 255.0 * 255.0));
            }
        }
        return levels;
    }

    /** A thousand times the luma, in integers, so that equal samples give exactly their level. */
    private static long luma(int red, int green, int blue) {
        return 299L * red + 587L * green + 114L * blue;
    }
}
