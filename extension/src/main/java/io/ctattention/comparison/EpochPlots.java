package io.ctattention.comparison;

import static j2html.TagCreator.div;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;

import io.ctattention.evaluation.Metric;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** F1 and loss by epoch, with bands over seeds or folds. */
final class EpochPlots {

    private final ComparisonReport report;
    private final List<NetworkKey> keys;
    private final PlotAxis epochs;

    private EpochPlots(ComparisonReport report) {
        this.report = report;
        this.keys = NetworkKey.of(report);
        int last = report.setup().recipe().epochs();
        this.epochs = new PlotAxis("epoch", 0, last, "0");
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
                                                key.network().cells(),
                                                e -> e.validation(Metric.F1),
                                                100))
                        .toList();
        PlotAxis percent =
                PlotAxis.percentAround(
                        String.format(Locale.ROOT, "F1 (%s), %%", report.setup().positiveClass()),
                        DoubleStream.concat(
                                curves.stream()
                                        .flatMapToDouble(EpochCurve::range)
                                        .map(v -> v / 100),
                                keys.stream().flatMapToDouble(EpochPlots::paper)));
        Plot plot = new Plot(epochs, percent);
        keys.forEach(key -> curves.get(key.index()).addBand(plot, key.index()));
        for (NetworkKey key : keys) {
            EpochCurve curve = curves.get(key.index());
            plot.line(key.index(), curve.epochs(), curve.mean(), Plot.SOLID);
            plot.points(
                    key.index(),
                    PaperTable.EPOCHS.stream()
                            .filter(e -> PaperTable.f1(key.network().name(), e).isPresent())
                            .mapToDouble(e -> e)
                            .toArray(),
                    paper(key).map(v -> 100 * v).toArray(),
                    SeriesMarkers.DIAMOND);
        }
        String ends =
                keys.stream()
                        .map(key -> key.label() + " " + percentAtEnd(key) + " %")
                        .collect(Collectors.joining(", "));
        return figure(
                plot.html(
                        "F1 by epoch on the validation slices. After the last epoch: "
                                + ends
                                + "."),
                NetworkKey.legend(report, "line: mean", "band: ± 1 SD", "◆ the paper"),
                figcaption("F1 on the validation slices, by epoch." + stopped()));
    }

    private String stopped() {
        return report.setup().recipe().earlyStopping() == null
                ? ""
                : " Early stopping ended some trainings sooner: means are over those that went on.";
    }

    private String percentAtEnd(NetworkKey key) {
        return Percent.spread(key.network().f1AtEpoch().get(report.setup().lastEpoch()));
    }

    private static DoubleStream paper(NetworkKey key) {
        return PaperTable.EPOCHS.stream()
                .map(epoch -> PaperTable.f1(key.network().name(), epoch))
                .flatMapToDouble(OptionalDouble::stream);
    }

    private DomContent loss() {
        List<EpochCurve> training =
                keys.stream()
                        .map(
                                key ->
                                        EpochCurve.of(
                                                key.network().cells(),
                                                e -> OptionalDouble.of(e.trainLoss()),
                                                1))
                        .toList();
        List<EpochCurve> validation =
                keys.stream()
                        .map(
                                key ->
                                        EpochCurve.of(
                                                key.network().cells(),
                                                e -> e.validation(Metric.LOSS),
                                                1))
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
            int i = key.index();
            plot.line(i, validation.get(i).epochs(), validation.get(i).mean(), Plot.SOLID);
            plot.line(i, training.get(i).epochs(), training.get(i).mean(), Plot.DASHED);
        }
        return figure(
                plot.html("Loss by epoch on the training and the validation slices."),
                NetworkKey.legend(report, "solid: validation, band ± 1 SD", "dashed: training"),
                figcaption("Mean cross-entropy, by epoch."));
    }
}
