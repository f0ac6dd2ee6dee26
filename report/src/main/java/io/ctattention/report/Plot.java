package io.ctattention.report;

import static j2html.TagCreator.each;
import static j2html.TagCreator.img;
import static j2html.TagCreator.p;

import io.ctattention.file.DataUri;
import io.ctattention.file.Fault;
import io.ctattention.image.PngFile;
import j2html.tags.DomContent;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A plot, drawn once in the light colours and once in the dark ones. */
final class Plot {

    static final BasicStroke SOLID = stroke(2.2f);
    static final BasicStroke THIN = stroke(0.8f);
    static final BasicStroke DASHED = stroke(1.6f, 6, 5);
    private static final BasicStroke DOTTED = stroke(1.2f, 2, 4);

    private static final Logger LOG = LoggerFactory.getLogger(Plot.class);

    private static final int WIDTH = 480;
    private static final int HEIGHT = 340;

    /** Pixels of the picture to one of the page, for sharp lines on dense screens and paper. */
    private static final int DENSITY = 2;

    private final PlotAxis x;
    private final PlotAxis y;
    private final List<BiConsumer<XYChart, Theme>> series = new ArrayList<>();

    Plot(PlotAxis x, PlotAxis y) {
        this.x = x;
        this.y = y;
    }

    Plot line(int network, double[] xs, double[] ys, BasicStroke stroke) {
        int alpha = stroke == THIN ? 110 : 255;
        return add(
                xs,
                ys,
                (line, theme) -> {
                    line.setLineStyle(stroke);
                    line.setLineColor(translucent(theme.network(network), alpha));
                });
    }

    /** A line that belongs to no network. */
    Plot reference(double[] xs, double[] ys) {
        return add(
                xs,
                ys,
                (line, theme) -> {
                    line.setLineStyle(DOTTED);
                    line.setLineColor(theme.color("quiet"));
                });
    }

    Plot area(int network, double[] xs, double[] ys) {
        return add(
                xs,
                ys,
                (area, theme) -> {
                    area.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
                    area.setFillColor(translucent(theme.network(network), 45));
                    area.setLineColor(new Color(0, true));
                    area.setLineStyle(THIN);
                });
    }

    Plot points(int network, double[] xs, double[] ys, Marker marker) {
        return add(
                xs,
                ys,
                (points, theme) -> {
                    points.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
                    points.setMarker(marker);
                    points.setMarkerColor(theme.network(network));
                });
    }

    private Plot add(double[] xs, double[] ys, BiConsumer<XYSeries, Theme> style) {
        String name = "series " + series.size();
        if (xs.length > 0) {
            series.add(
                    (chart, theme) -> {
                        XYSeries added = chart.addSeries(name, xs, ys);
                        added.setMarker(SeriesMarkers.NONE);
                        style.accept(added, theme);
                    });
        }
        return this;
    }

    /**
     * Draws.
     *
     * @param alt a text alternative of the plot
     */
    DomContent html(String alt) {
        try {
            return each(image(Theme.LIGHT, alt), image(Theme.DARK, alt));
        } catch (RuntimeException | LinkageError | InternalError e) { // without libfreetype, say
            LOG.warn("A plot of the page cannot be drawn here ({}): {}", Fault.text(e), alt);
            return p("This plot could not be drawn on the machine that made the page. " + alt);
        }
    }

    /** The style sheet shows one of both; a picture element would print what the screen shows. */
    private DomContent image(Theme theme, String alt) {
        return img().withClass(theme.id())
                .withSrc(DataUri.png(png(theme)))
                .withAlt(alt)
                .attr("width", WIDTH)
                .attr("height", HEIGHT);
    }

    private byte[] png(Theme theme) {
        XYChart chart = PlotStyle.chart(x, y, WIDTH, HEIGHT, theme);
        series.forEach(s -> s.accept(chart, theme));
        BufferedImage image =
                new BufferedImage(DENSITY * WIDTH, DENSITY * HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(DENSITY, DENSITY);
        chart.paint(graphics, WIDTH, HEIGHT);
        graphics.dispose();
        return PngFile.bytes(image);
    }

    private static BasicStroke stroke(float width, float... dashes) {
        return new BasicStroke(
                width,
                BasicStroke.CAP_BUTT,
                BasicStroke.JOIN_ROUND,
                10,
                dashes.length == 0 ? null : dashes,
                0);
    }

    private static Color translucent(Color color, int alpha) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
    }
}
