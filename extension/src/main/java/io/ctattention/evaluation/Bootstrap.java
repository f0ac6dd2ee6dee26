package io.ctattention.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Function;
import org.apache.commons.statistics.descriptive.Quantile;

/**
 * 95 % percentile bootstrap intervals (Efron 1979): the 2.5 % and 97.5 % quantiles, interpolated as
 * NumPy and R do (Hyndman and Fan's type 7), of a statistic over resamples of the units with
 * replacement. A resample in which the statistic is undefined is left out and not counted.
 *
 * <p>A resample is a weight per slice, so that it costs one pass. Each has its own seed: the
 * intervals depend neither on the number of threads nor on the Java version.
 */
final class Bootstrap {

    static final double LEVEL = 0.95;

    private static final Quantile QUANTILE =
            Quantile.withDefaults().with(Quantile.EstimationMethod.HF7);

    private final ScoreTable table;
    private final ResamplingUnits units;
    private final EvaluationOptions options;
    private final Scores scores;
    private final List<Scores> resamples;

    Bootstrap(ScoreTable table, ResamplingUnits units, EvaluationOptions options) {
        this.table = table;
        this.units = units;
        this.options = options;
        this.scores = table.scores();
        this.resamples = units.count() < 2 ? List.of() : resamples();
    }

    /** The scores of all slices. */
    Scores scores() {
        return scores;
    }

    /**
     * Estimates a number that follows from the scores.
     *
     * @param formula empty where the scores do not define it
     * @param undefined why it is empty, when it is
     */
    Estimate estimate(Function<Scores, OptionalDouble> formula, String undefined) {
        OptionalDouble value = formula.apply(scores);
        if (value.isEmpty()) {
            return Estimate.undefined(undefined);
        }
        double[] defined =
                resamples.stream()
                        .map(formula)
                        .filter(OptionalDouble::isPresent)
                        .mapToDouble(OptionalDouble::getAsDouble)
                        .toArray();
        if (defined.length == 0) {
            return Estimate.withoutInterval(value.getAsDouble(), whyNoInterval());
        }
        double tail = (1 - LEVEL) / 2;
        double[] ends = QUANTILE.evaluate(defined, tail, 1 - tail);
        return new Estimate(value.getAsDouble(), ends[0], ends[1], null, defined.length);
    }

    private String whyNoInterval() {
        if (options.resamples() == 0) {
            return "no interval: 0 resamples were asked for";
        }
        return units.count() < 2
                ? "no interval: it takes at least two %ss to resample".formatted(units.unit())
                : "no interval: undefined in all %d resamples".formatted(options.resamples());
    }

    private List<Scores> resamples() {
        long[] seeds = new Random(options.seed()).longs(options.resamples()).toArray();
        return Arrays.stream(seeds).parallel().mapToObj(this::resample).toList();
    }

    private Scores resample(long seed) {
        Random random = new Random(seed);
        int[] drawn = new int[units.count()];
        for (int i = 0; i < drawn.length; i++) {
            drawn[random.nextInt(drawn.length)]++;
        }
        return table.scores(Arrays.stream(units.unitOfSlice()).map(unit -> drawn[unit]).toArray());
    }
}
