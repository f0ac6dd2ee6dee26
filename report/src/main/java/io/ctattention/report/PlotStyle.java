package io.ctattention.report;

import java.awt.BasicStroke;
import java.awt.Font;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.XYStyler;

/** How every plot of the page looks: little ink, and text that a phone can still show. */
final class PlotStyle {

    private static final Font TICKS = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    private static final Font TITLES = new Font(Font.SANS_SERIF, Font.PLAIN, 14);

    private PlotStyle() {}

    static XYChart chart(PlotAxis x, PlotAxis y, int width, int height, Theme theme) {
        XYChart chart =
                new XYChartBuilder()
                        .width(width)
                        .height(height)
                        .xAxisTitle(x.title())
                        .yAxisTitle(y.title())
                        .build();
        XYStyler style = chart.getStyler();
        style.setLegendVisible(false);
        style.setChartTitleVisible(false);
        style.setChartPadding(8);
        style.setPlotContentSize(1);
        style.setPlotMargin(0);
        style.setAxisTitleFont(TITLES);
        style.setAxisTickLabelsFont(TICKS);
        style.setLocale(Locale.ROOT);
        style.setXAxisMin(x.start());
        style.setXAxisMax(x.end());
        style.setYAxisMin(y.start());
        style.setYAxisMax(y.end());
        style.setXAxisDecimalPattern(x.pattern());
        style.setYAxisDecimalPattern(y.pattern());
        style.setXAxisTickMarkSpacingHint(74);
        style.setYAxisTickMarkSpacingHint(50);
        style.setMarkerSize(9);
        colours(style, theme);
        return chart;
    }

    private static void colours(XYStyler style, Theme theme) {
        style.setChartBackgroundColor(theme.color("page"));
        style.setPlotBackgroundColor(theme.color("page"));
        style.setPlotBorderVisible(false);
        style.setPlotGridLinesColor(theme.color("rule"));
        style.setPlotGridLinesStroke(new BasicStroke(0.7f));
        style.setChartFontColor(theme.color("ink"));
        style.setXAxisTitleColor(theme.color("ink"));
        style.setYAxisTitleColor(theme.color("ink"));
        style.setAxisTickLabelsColor(theme.color("quiet"));
        style.setAxisTickMarksColor(theme.color("rule"));
    }
}
