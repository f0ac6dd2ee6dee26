package io.ctattention.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;

import io.ctattention.comparison.ComparisonReport;
import io.ctattention.comparison.NetworkResult;
import io.ctattention.comparison.PaperTable;
import io.ctattention.comparison.verdict.LastEpochs;
import io.ctattention.evaluation.Metric;
import j2html.tags.DomContent;
import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** F1 and loss by epoch, with bands over seeds or folds. */
final class EpochPlots {

    private final ComparisonReport report;
    private final List<NetworkKey> keys;
    private final PlotAxis epochs;

    private EpochPlots(ComparisonReport report) {
        this.report = report;
        this.keys = NetworkKey.of(report);
        this.epochs = new PlotAxis("epoch", 0, report.setup().lastEpochs().greatest(), "0");
    }

    static DomContent of(ComparisonReport report) {
        EpochPlots plots = new EpochPlots(report);
        return div(plots.f1(), plots.loss()).withClass("figures");
    }

    private DomContent f1() {
        List<EpochCurve> curves =
                keys.stream()
                        .map(
                                key ->
                                        EpochCurve.of(
                                                key.network().runs(),
                                                e -> e.validation(Metric.F1),
                                                100,
                                                1))
                        .toList();
        PlotAxis percent =
                PlotAxis.percentAround(
                        String.format(Locale.ROOT, "F1 (%s), %%", report.setup().positiveClass()),
                        DoubleStream.concat(
                                curves.stream()
                                        .flatMapToDouble(EpochCurve::range)
                                        .map(v -> v / 100),
                                keys.stream().flatMapToDouble(this::paper)));
        Plot plot = new Plot(epochs, percent);
        keys.forEach(key -> curves.get(key.index()).addBand(plot, key.index()));
        for (NetworkKey key : keys) {
            EpochCurve curve = curves.get(key.index());
            line(plot, key, curve, Plot.SOLID, SeriesMarkers.CIRCLE);
            plot.points(
                    key.index(),
                    paperEpochs(key).mapToDouble(e -> e).toArray(),
                    paper(key).map(v -> 100 * v).toArray(),
                    SeriesMarkers.DIAMOND);
        }
        List<String> legend = new ArrayList<>(lines("line: mean", "band: ± 1 SD"));
        if (keys.stream().anyMatch(key -> paperEpochs(key).findAny().isPresent())) {
            legend.add("◆ the paper");
        }
        return figure(
                plot.html(
                        String.format(
                                Locale.ROOT,
                                "F1 by epoch on the validation slices. After %s, in percent: %s.",
                                report.setup().lastEpochs().words(),
                                PageWords.scores(report, NetworkResult::lastF1))),
                NetworkKey.legend(report, legend.toArray(String[]::new)),
                figcaption("F1 on the validation slices, by epoch." + stopped()));
    }

    /** A single epoch is a point, for a line takes two. */
    private static void line(
            Plot plot, NetworkKey key, EpochCurve curve, BasicStroke stroke, Marker marker) {
        plot.line(key.index(), curve.epochs(), curve.mean(), stroke);
        if (curve.epochs().length == 1) {
            plot.points(key.index(), curve.epochs(), curve.mean(), marker);
        }
    }

    /** What the lines are; one training is no mean and has no band. */
    private List<String> lines(String... ofSeveral) {
        return report.setup().numbers().size() == 1 ? List.of() : List.of(ofSeveral);
    }

    private String stopped() {
        LastEpochs last = report.setup().lastEpochs();
        if (last.least() == report.setup().recipe().epochs()) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                " Early stopping ended after epoch %s%s.",
                last.range(),
                last.same() ? "" : "; means are over the runs that were still training");
    }

    private Stream<Integer> paperEpochs(NetworkKey key) {
        return PaperTable.EPOCHS.stream()
                .filter(epoch -> epoch <= epochs.max())
                .filter(epoch -> PaperTable.f1(key.network().name(), epoch).isPresent());
    }

    private DoubleStream paper(NetworkKey key) {
        return paperEpochs(key)
                .mapToDouble(e -> PaperTable.f1(key.network().name(), e).orElseThrow());
    }

    private DomContent loss() {
        List<EpochCurve> training =
                keys.stream()
                        .map(
                                key ->
                                        EpochCurve.of(
                                                key.network().runs(),
                                                e -> OptionalDouble.of(e.trainLoss()),
                                                1,
                                                Double.POSITIVE_INFINITY))
                        .toList();
        List<EpochCurve> validation =
                keys.stream()
                        .map(
                                key ->
                                        EpochCurve.of(
                                                key.network().runs(),
                                                e -> e.validation(Metric.LOSS),
                                                1,
                                                Double.POSITIVE_INFINITY))
                        .toList();
        double top =
                DoubleStream.concat(
                                training.stream().flatMapToDouble(EpochCurve::range),
                                validation.stream().flatMapToDouble(EpochCurve::range))
                        .filter(Double::isFinite)
                        .max()
                        .orElse(1);
        Plot plot = new Plot(epochs, new PlotAxis("loss", 0, Math.ceil(top * 2) / 2, "0.0"));
        keys.forEach(key -> validation.get(key.index()).addBand(plot, key.index()));
        for (NetworkKey key : keys) {
            line(plot, key, validation.get(key.index()), Plot.SOLID, SeriesMarkers.CIRCLE);
            line(plot, key, training.get(key.index()), Plot.DASHED, SeriesMarkers.SQUARE);
        }
        return figure(
                plot.html("Loss by epoch on the training and the validation slices."),
                NetworkKey.legend(
                        report,
                        (epochs.max() == 1 ? "● validation" : "solid: validation")
                                + (report.setup().numbers().size() == 1 ? "" : ", band ± 1 SD"),
                        epochs.max() == 1 ? "■ training" : "dashed: training"),
                figcaption("Mean cross-entropy, by epoch." + stopped()));
    }
}
