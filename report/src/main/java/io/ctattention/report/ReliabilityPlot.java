package io.ctattention.report;

import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;

import io.ctattention.comparison.ComparisonReport;
import io.ctattention.comparison.NetworkResult;
import io.ctattention.evaluation.Metric;
import io.ctattention.evaluation.SlicePrediction;
import io.ctattention.evaluation.curve.ReliabilityCurve;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How reliable a network's probabilities are, over the answers of all its runs. */
final class ReliabilityPlot {

    private ReliabilityPlot() {}

    static DomContent of(ComparisonReport report) {
        List<NetworkKey> keys = NetworkKey.of(report);
        double least = 1.0 / report.setup().classes().size();
        Plot plot =
                new Plot(
                        new PlotAxis("confidence", Math.floor(10 * least) / 10, 1, "0.0"),
                        PlotAxis.share("share of right answers"));
        plot.reference(new double[] {least, 1}, new double[] {least, 1});
        List<ReliabilityCurve> curves = keys.stream().map(key -> curve(key.network())).toList();
        for (NetworkKey key : keys) {
            ReliabilityCurve curve = curves.get(key.index());
            curve.bins().forEach(bin -> bar(plot, key, keys.size(), bin, curve.count()));
        }
        for (NetworkKey key : keys) {
            List<ReliabilityCurve.Bin> bins = curves.get(key.index()).bins();
            double[] xs = bins.stream().mapToDouble(ReliabilityCurve.Bin::confidence).toArray();
            double[] ys = bins.stream().mapToDouble(ReliabilityCurve.Bin::accuracy).toArray();
            plot.line(key.index(), xs, ys, Plot.SOLID);
            plot.points(key.index(), xs, ys, SeriesMarkers.CIRCLE);
        }
        String errors = PageWords.scores(report, network -> network.metrics().get(Metric.ECE));
        return figure(
                plot.html(
                        "Reliability diagram. Expected calibration error, in percent: "
                                + errors
                                + "."),
                NetworkKey.legend(report, "bars: share of the answers"),
                figcaption(
                        String.format(
                                Locale.ROOT,
                                "Reliability: how often the most probable class is right, by its"
                                        + " probability. A network on the dotted line is well"
                                        + " calibrated, below it overconfident. ECE, in"
                                        + " percent: %s. Chance alone raises it above 0, more so"
                                        + " with fewer slices.",
                                errors)));
    }

    private static ReliabilityCurve curve(NetworkResult network) {
        List<String> classes = network.runs().get(0).report().classes();
        List<SlicePrediction> slices = network.predictions();
        return ReliabilityCurve.of(
                slices.stream().mapToInt(slice -> classes.indexOf(slice.label())).toArray(),
                slices.stream().map(SlicePrediction::probabilities).toArray(double[][]::new));
    }

    /** The bin's share of the answers; the networks' bars stand side by side. */
    private static void bar(
            Plot plot, NetworkKey key, int networks, ReliabilityCurve.Bin bin, int answers) {
        double width = (bin.high() - bin.low()) * 0.9 / networks;
        double left = bin.low() + (bin.high() - bin.low()) * 0.05 + key.index() * width;
        double top = (double) bin.count() / answers;
        plot.area(
                key.index(),
                new double[] {left, left, left + width, left + width},
                new double[] {0, top, top, 0});
    }
}
