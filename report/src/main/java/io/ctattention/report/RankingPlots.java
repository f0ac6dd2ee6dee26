package io.ctattention.report;

import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;

import io.ctattention.comparison.ComparisonReport;
import io.ctattention.comparison.NetworkResult;
import io.ctattention.evaluation.Metric;
import io.ctattention.evaluation.curve.PrecisionRecallCurve;
import io.ctattention.evaluation.curve.RocCurve;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * ROC and precision-recall: a thin line for each training and a thick one for their mean at each
 * abscissa. Pooling the answers instead would rank probabilities of different networks together.
 */
final class RankingPlots {

    private static final double[] GRID =
            IntStream.rangeClosed(0, 200).mapToDouble(i -> i / 200.0).toArray();

    private RankingPlots() {}

    static DomContent roc(ComparisonReport report) {
        Plot plot =
                new Plot(
                        PlotAxis.share("false positive rate"),
                        PlotAxis.share("true positive rate"));
        plot.reference(new double[] {0, 1}, new double[] {0, 1});
        for (NetworkKey key : NetworkKey.of(report)) {
            List<RocCurve> curves =
                    scores(key)
                            .map(s -> RocCurve.of(s.scores(), s.positive()))
                            .flatMap(Optional::stream)
                            .toList();
            for (RocCurve curve : curves) {
                plot.line(
                        key.index(),
                        column(curve.points(), RocCurve.Point::falsePositiveRate),
                        column(curve.points(), RocCurve.Point::truePositiveRate),
                        Plot.THIN);
            }
            mean(plot, key, curves, curve -> curve::at);
        }
        return figure(
                plot.html("ROC curves. AUROC, in percent: " + areas(report, Metric.AUROC) + "."),
                legend(report),
                figcaption(
                        String.format(
                                Locale.ROOT,
                                "ROC of %s. The dotted line is that of guessing. AUROC, in percent: %s.",
                                report.setup().positiveClass(),
                                areas(report, Metric.AUROC))));
    }

    static DomContent precisionRecall(ComparisonReport report) {
        Plot plot = new Plot(PlotAxis.share("recall"), PlotAxis.share("precision"));
        double prevalence = prevalence(report.networks().get(0));
        plot.reference(new double[] {0, 1}, new double[] {prevalence, prevalence});
        for (NetworkKey key : NetworkKey.of(report)) {
            List<PrecisionRecallCurve> curves =
                    scores(key)
                            .map(s -> PrecisionRecallCurve.of(s.scores(), s.positive()))
                            .flatMap(Optional::stream)
                            .toList();
            for (PrecisionRecallCurve curve : curves) {
                plot.line(key.index(), GRID, values(List.of(curve), c -> c::at), Plot.THIN);
            }
            mean(plot, key, curves, curve -> curve::at);
        }
        String areas = areas(report, Metric.AVERAGE_PRECISION);
        return figure(
                plot.html("Precision-recall curves. Average precision, in percent: " + areas + "."),
                legend(report),
                figcaption(
                        String.format(
                                Locale.ROOT,
                                "Precision and recall of %s. The dotted line is its share of the slices. Average precision, in percent: %s.",
                                report.setup().positiveClass(),
                                areas)));
    }

    private static Stream<RunScores> scores(NetworkKey key) {
        return key.network().runs().stream().map(RunScores::of);
    }

    private static <C> void mean(
            Plot plot, NetworkKey key, List<C> curves, Function<C, DoubleUnaryOperator> reading) {
        if (!curves.isEmpty()) {
            plot.line(key.index(), GRID, values(curves, reading), Plot.SOLID);
        }
    }

    private static <C> double[] values(List<C> curves, Function<C, DoubleUnaryOperator> reading) {
        double[] mean = new double[GRID.length];
        for (C curve : curves) {
            DoubleUnaryOperator at = reading.apply(curve);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += at.applyAsDouble(GRID[i]) / curves.size();
            }
        }
        return mean;
    }

    private static <P> double[] column(List<P> points, ToDoubleFunction<P> value) {
        return points.stream().mapToDouble(value).toArray();
    }

    private static double prevalence(NetworkResult network) {
        return network.predictions().stream()
                .mapToDouble(
                        s ->
                                s.label().equals(network.runs().get(0).report().positiveClass())
                                        ? 1
                                        : 0)
                .average()
                .orElse(0);
    }

    private static String areas(ComparisonReport report, Metric metric) {
        return PageWords.scores(report, network -> network.metrics().get(metric));
    }

    private static DomContent legend(ComparisonReport report) {
        return report.setup().numbers().size() == 1
                ? NetworkKey.legend(report)
                : NetworkKey.legend(
                        report, "thick: mean", "thin: each " + report.setup().repeat().id());
    }
}
