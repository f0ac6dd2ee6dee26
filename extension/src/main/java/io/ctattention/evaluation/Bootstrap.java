package io.ctattention.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * 95 % percentile bootstrap intervals (Efron 1979): the 2.5 % and 97.5 % quantiles of a statistic
 * over resamples of the units with replacement. A resample in which the statistic is undefined is
 * left out and not counted.
 *
 * <p>A resample is a weight per slice, so that it costs one pass.
 */
final class Bootstrap {

    static final double LEVEL = 0.95;

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
        Interval interval = Interval.percentile(defined, (1 - LEVEL) / 2);
        return new Estimate(
                value.getAsDouble(), interval.low(), interval.high(), null, defined.length);
    }

    private String whyNoInterval() {
        if (options.resamples() == 0) {
            return "no interval: 0 resamples were asked for";
        }
        return units.count() < 2
                ? String.format(
                        Locale.ROOT,
                        "no interval: it takes at least two %ss to resample",
                        units.unit())
                : String.format(
                        Locale.ROOT,
                        "no interval: undefined in all %d resamples",
                        options.resamples());
    }

    private List<Scores> resamples() {
        return options.draws().map(random -> table.scores(units.draw(random))).toList();
    }
}
