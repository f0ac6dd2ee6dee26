package io.ctattention.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;

import io.ctattention.comparison.ComparisonReport;
import io.ctattention.comparison.FocusMeasure;
import io.ctattention.explanation.HeatMapMeasures;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Insertion and deletion: whether the network relies on what a heat map highlights. */
final class FaithfulnessPlots {

    private FaithfulnessPlots() {}

    static DomContent of(ComparisonReport report) {
        return div(
                        plot(
                                report,
                                FocusMeasure.INSERTION,
                                HeatMapMeasures::insertion,
                                "share of pixels shown",
                                "Insertion: the probability of the predicted class as pixels are"
                                        + " added, hottest first. The sooner it rises, the more"
                                        + " faithful the heat map."),
                        plot(
                                report,
                                FocusMeasure.DELETION,
                                HeatMapMeasures::deletion,
                                "share of pixels removed",
                                "Deletion: the same as pixels are removed, hottest first. The"
                                        + " sooner it falls, the more faithful."))
                .withClass("figures");
    }

    private static DomContent plot(
            ComparisonReport report,
            FocusMeasure measure,
            Function<HeatMapMeasures, List<Double>> curve,
            String abscissa,
            String words) {
        Plot plot = new Plot(PlotAxis.share(abscissa), PlotAxis.share("probability"));
        for (NetworkKey key : NetworkKey.of(report)) {
            double[] mean =
                    mean(
                            key.network().measures().stream()
                                    .map(curve)
                                    .filter(values -> !values.isEmpty())
                                    .toList());
            double[] xs =
                    IntStream.range(0, mean.length)
                            .mapToDouble(i -> i / (double) Math.max(1, mean.length - 1))
                            .toArray();
            plot.line(key.index(), xs, mean, Plot.SOLID);
        }
        String areas = PageWords.scores(report, network -> network.focus().get(measure));
        return figure(
                plot.html(
                        String.format(
                                Locale.ROOT,
                                "%s. Area below the curve, in percent: %s.",
                                words,
                                areas)),
                NetworkKey.legend(report),
                figcaption(String.format(Locale.ROOT, "%s Area, in percent: %s.", words, areas)));
    }

    private static double[] mean(List<List<Double>> curves) {
        int n = curves.isEmpty() ? 0 : curves.get(0).size();
        return IntStream.range(0, n)
                .mapToDouble(
                        i ->
                                curves.stream()
                                        .mapToDouble(c -> c.get(i))
                                        .average()
                                        .orElse(Double.NaN))
                .toArray();
    }
}
