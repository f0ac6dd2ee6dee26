package io.ctattention.report;

import io.ctattention.comparison.RunResult;
import io.ctattention.comparison.statistics.RepeatSummary;
import io.ctattention.training.EpochRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * A score of one network by epoch, over its trainings.
 *
 * @param epochs those in which a training defines the score
 * @param mean the mean over the trainings that do, by epoch
 * @param low the mean less the standard deviation, no less than 0; the mean for a single training
 * @param high likewise the mean plus it, no more than the score can be
 */
record EpochCurve(double[] epochs, double[] mean, double[] low, double[] high) {

    /**
     * @param factor what the score is multiplied by
     * @param most what the score can be at most; the least is 0
     */
    static EpochCurve of(
            List<RunResult> runs,
            Function<EpochRecord, OptionalDouble> score,
            double factor,
            double most) {
        int last = runs.stream().mapToInt(run -> run.history().epochs().size()).max().orElse(0);
        List<double[]> points = new ArrayList<>();
        for (int epoch = 1; epoch <= last; epoch++) {
            int number = epoch;
            double[] values =
                    runs.stream()
                            .map(run -> run.epoch(number).map(score))
                            .flatMap(Optional::stream)
                            .filter(OptionalDouble::isPresent)
                            .mapToDouble(OptionalDouble::getAsDouble)
                            .toArray();
            RepeatSummary summary = RepeatSummary.of(values);
            if (summary.mean() != null) {
                double mean = summary.mean();
                double sd = summary.standardDeviation() == null ? 0 : summary.standardDeviation();
                points.add(
                        new double[] {
                            epoch,
                            factor * mean,
                            factor * Math.max(0, mean - sd),
                            factor * Math.min(most, mean + sd)
                        });
            }
        }
        return new EpochCurve(
                column(points, 0), column(points, 1), column(points, 2), column(points, 3));
    }

    private static double[] column(List<double[]> points, int index) {
        return points.stream().mapToDouble(point -> point[index]).toArray();
    }

    /** The outline of mean +- standard deviation: forth along the upper edge, back on the lower. */
    Plot addBand(Plot plot, int network) {
        int n = epochs.length;
        double[] xs = new double[2 * n];
        double[] ys = new double[2 * n];
        for (int i = 0; i < n; i++) {
            xs[i] = epochs[i];
            ys[i] = high[i];
            xs[2 * n - 1 - i] = epochs[i];
            ys[2 * n - 1 - i] = low[i];
        }
        return plot.area(network, xs, ys);
    }

    /** All that the plot must have room for. */
    DoubleStream range() {
        return DoubleStream.concat(Arrays.stream(low), Arrays.stream(high));
    }
}
