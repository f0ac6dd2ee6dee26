package io.ctattention.explanation;

import io.ctattention.image.GreyImage;
import io.ctattention.image.PngFile;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A picture of an explanation: the slice, the slice under its heat map, and a legend with the
 * classes' probabilities.
 */
public final class Overlay {

    private static final int LONGEST_SIDE = 480;
    private static final int MARGIN = 12;
    private static final int HEADER = 46;
    private static final int LEGEND = 64;
    private static final int NARROWEST = 240;

    /** The share of the heat map's colour where it is greatest; the slice stays visible below. */
    private static final float OPACITY = 0.6f;

    private Overlay() {}

    /**
     * Draws an explanation.
     *
     * @param slice the slice in its own size
     * @param explanation what is to be seen on it
     * @return the picture, RGB
     */
    public static BufferedImage draw(BufferedImage slice, Explanation explanation) {
        GreyImage grey = scaled(slice, LONGEST_SIDE);
        int width = grey.width();
        int height = grey.height();
        int panel = Math.max(width, NARROWEST);
        BufferedImage picture =
                new BufferedImage(
                        2 * panel + 4 * MARGIN + LEGEND,
                        height + HEADER + 2 * MARGIN,
                        BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(new Color(0x111111));
        graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        caption(graphics, explanation);
        int top = HEADER + MARGIN;
        graphics.drawImage(grey.toBufferedImage(), MARGIN, top, null);
        int left = 2 * MARGIN + panel;
        graphics.drawImage(blend(grey, explanation.heatMap()), left, top, null);
        legend(graphics, 3 * MARGIN + 2 * panel, top, height);
        graphics.dispose();
        return picture;
    }

    /**
     * Draws an explanation into a PNG file.
     *
     * @param slice the slice in its own size
     * @param explanation what is to be seen on it
     * @param png the file; its folder is created
     * @throws IOException if it cannot be written
     */
    public static void write(BufferedImage slice, Explanation explanation, Path png)
            throws IOException {
        PngFile.write(draw(slice, explanation), png);
    }

    /**
     * Draws an explanation as a PNG file in memory.
     *
     * @param slice the slice in its own size
     * @param explanation what is to be seen on it
     * @return the file's content
     */
    public static byte[] png(BufferedImage slice, Explanation explanation) {
        return PngFile.bytes(draw(slice, explanation));
    }

    /**
     * Draws a slice alone.
     *
     * @param slice the slice in its own size
     * @param longestSide of the picture, in pixels
     * @return a PNG file, grey
     */
    public static byte[] slicePng(BufferedImage slice, int longestSide) {
        return PngFile.bytes(scaled(slice, longestSide).toBufferedImage());
    }

    /**
     * Draws a slice under a heat map, and nothing beside it.
     *
     * @param slice the slice in its own size
     * @param heatMap what is to be seen on it
     * @param longestSide of the picture, in pixels
     * @return a PNG file, RGB
     */
    public static byte[] blendedPng(BufferedImage slice, HeatMap heatMap, int longestSide) {
        return PngFile.bytes(blend(scaled(slice, longestSide), heatMap));
    }

    /**
     * Draws a heat map alone, to be laid over {@link #slicePng} of the same longest side: as opaque
     * as it is great, and clear where it is zero.
     *
     * @param slice the slice in its own size
     * @param heatMap what is to be seen
     * @param longestSide of the picture, in pixels
     * @return a PNG file with a palette of colours and opacities
     */
    public static byte[] heatPng(BufferedImage slice, HeatMap heatMap, int longestSide) {
        Dimension size = size(slice, longestSide);
        float[] heat = heatMap.over(size.width, size.height);
        byte[] levels = new byte[heat.length];
        for (int i = 0; i < heat.length; i++) {
            levels[i] = (byte) Math.round(255 * heat[i]);
        }
        BufferedImage clear =
                new BufferedImage(
                        size.width, size.height, BufferedImage.TYPE_BYTE_INDEXED, palette());
        clear.getRaster().setDataElements(0, 0, size.width, size.height, levels);
        return PngFile.bytes(clear);
    }

    /** A colour and an opacity for each level: a quarter of the bytes of RGBA. */
    private static IndexColorModel palette() {
        int[] colors = new int[256];
        for (int level = 0; level < colors.length; level++) {
            colors[level] = level << 24 | ColorMap.rgb(level / 255.0);
        }
        return new IndexColorModel(8, 256, colors, 0, true, -1, DataBuffer.TYPE_BYTE);
    }

    private static GreyImage scaled(BufferedImage slice, int longestSide) {
        Dimension size = size(slice, longestSide);
        return GreyImage.of(slice).resize(size.width, size.height);
    }

    private static Dimension size(BufferedImage slice, int longestSide) {
        double scale = longestSide / (double) Math.max(slice.getWidth(), slice.getHeight());
        return new Dimension(
                (int) Math.max(1, Math.round(slice.getWidth() * scale)),
                (int) Math.max(1, Math.round(slice.getHeight() * scale)));
    }

    private static void caption(Graphics2D graphics, Explanation explanation) {
        StringBuilder probabilities = new StringBuilder();
        for (String name : explanation.classes()) {
            probabilities.append(
                    String.format(
                            Locale.ROOT,
                            "   %s %.1f %%",
                            name,
                            100 * explanation.probability(name)));
        }
        graphics.setColor(Color.WHITE);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
        graphics.drawString("Prediction " + explanation.prediction(), MARGIN, 22);
        int end = graphics.getFontMetrics().stringWidth("Prediction " + explanation.prediction());
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        graphics.drawString(probabilities.toString(), MARGIN + end, 22);
        graphics.drawString(subject(explanation), MARGIN, 44);
    }

    private static String subject(Explanation explanation) {
        boolean ofClass = explanation.method().dependsOnClass();
        return String.format(
                Locale.ROOT,
                "%s for %s, layer %s%s",
                explanation.method().title(),
                ofClass ? explanation.explainedClass() : "any class",
                explanation.layer().id(),
                explanation.heatMap().empty()
                        ? String.format(
                                Locale.ROOT,
                                " (nothing in the image supports %s)",
                                ofClass ? "this class" : "it")
                        : "");
    }

    private static BufferedImage blend(GreyImage grey, HeatMap heatMap) {
        int width = grey.width();
        int height = grey.height();
        float[] heat = heatMap.over(width, height);
        BufferedImage blended = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < heat.length; i++) {
            int color = ColorMap.rgb(heat[i]);
            float share = OPACITY * heat[i];
            float level = 255 * grey.pixels()[i] * (1 - share);
            int red = Math.round(level + share * (color >> 16));
            int green = Math.round(level + share * (color >> 8 & 0xff));
            int blue = Math.round(level + share * (color & 0xff));
            blended.setRGB(i % width, i / width, red << 16 | green << 8 | blue);
        }
        return blended;
    }

    private static void legend(Graphics2D graphics, int left, int top, int height) {
        int bar = 18;
        for (int y = 0; y < height; y++) {
            graphics.setColor(new Color(ColorMap.rgb(1 - y / (double) Math.max(1, height - 1))));
            graphics.fillRect(left, top + y, bar, 1);
        }
        graphics.setColor(Color.WHITE);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        graphics.drawString("1", left + bar + 6, top + 10);
        graphics.drawString("0.5", left + bar + 6, top + height / 2 + 4);
        graphics.drawString("0", left + bar + 6, top + height);
    }
}
