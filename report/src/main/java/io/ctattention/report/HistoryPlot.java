package io.ctattention.report;

import io.ctattention.evaluation.Metric;
import io.ctattention.image.PngFile;
import io.ctattention.training.EpochRecord;
import io.ctattention.training.History;
import io.ctattention.training.HistoryPlotter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws loss and F1 by epoch, on training and validation slices. */
public final class HistoryPlot implements HistoryPlotter {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    @Override
    public void plot(History history, String title, Path png) throws IOException {
        XYChart loss = chart(title, "loss");
        add(loss, "training", history, EpochRecord::trainLoss);
        add(loss, "validation", history, epoch -> value(epoch, Metric.LOSS));
        XYChart f1 = chart("positive class " + history.positiveClass(), "F1");
        f1.getStyler().setYAxisMin(0.0);
        f1.getStyler().setYAxisMax(1.0);
        add(f1, "training", history, EpochRecord::trainF1);
        add(f1, "validation", history, epoch -> value(epoch, Metric.F1));

        BufferedImage image = new BufferedImage(2 * WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        loss.paint(graphics, WIDTH, HEIGHT);
        graphics.translate(WIDTH, 0);
        f1.paint(graphics, WIDTH, HEIGHT);
        graphics.dispose();
        PngFile.write(image, png);
    }

    private static Double value(EpochRecord epoch, Metric metric) {
        var value = epoch.validation(metric);
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static XYChart chart(String title, String axis) {
        XYChart chart =
                new XYChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .title(title)
                        .xAxisTitle("epoch")
                        .yAxisTitle(axis)
                        .build();
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
        chart.getStyler().setLegendLayout(LegendLayout.Horizontal);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setLocale(Locale.ROOT);
        chart.getStyler().setXAxisDecimalPattern("0");
        chart.getStyler().setYAxisDecimalPattern("0.0##");
        return chart;
    }

    private static void add(
            XYChart chart, String name, History history, Function<EpochRecord, Double> value) {
        List<EpochRecord> defined =
                history.epochs().stream()
                        .filter(epoch -> value.apply(epoch) != null)
                        .collect(Collectors.toList());
        if (defined.isEmpty()) {
            return;
        }
        double[] epochs = defined.stream().mapToDouble(EpochRecord::epoch).toArray();
        double[] values = defined.stream().mapToDouble(value::apply).toArray();
        chart.addSeries(name, epochs, values).setMarker(SeriesMarkers.CIRCLE);
    }
}
