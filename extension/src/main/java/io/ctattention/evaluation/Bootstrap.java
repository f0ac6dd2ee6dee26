package io.ctattention.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * 95 % percentile bootstrap intervals (Efron 1979): the 2.5 % and 97.5 % quantiles of a statistic
 * over resamples of the units with replacement. A resample in which the statistic is undefined is
 * left out and not counted.
 *
 * <p>Where every resample gives the same value, such as a recall of 1, the bootstrap knows nothing
 * of the noise. A ratio then has Wilson's interval, whose n is the number of units, not of slices:
 * how alike the slices of one patient are cannot be told from answers that do not vary. Others have
 * none.
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

    /** Estimates a metric. */
    Estimate metric(Metric metric) {
        Function<Scores, OptionalDouble> formula = s -> s.value(metric);
        String undefined = metric.undefined(scores.positiveClass());
        return switch (metric) {
            case ACCURACY ->
                    estimate(
                            formula,
                            undefined,
                            v -> wilson(v, i -> true, n -> Interval.wilson(v, n)));
            case ECE ->
                    Estimate.withoutInterval(
                            scores.value(metric).orElseThrow(),
                            String.format(
                                    Locale.ROOT,
                                    "no interval: a bootstrap interval misses the true value too"
                                            + " often; a perfectly calibrated model would show"
                                            + " about %.4f here by chance",
                                    table.eceByChance()));
            default -> estimate(formula, undefined, this::withoutNoise);
        };
    }

    /** Estimates a ratio of the class of an index. */
    Estimate ratio(ClassMetric metric, int index) {
        return estimate(
                s -> metric.value(s.confusionMatrix().of(index)),
                metric.undefined(scores.confusionMatrix().classes().get(index)),
                value ->
                        wilson(
                                value,
                                i -> table.isAbout(metric, i, index),
                                n -> metric.wilson(value, n)));
    }

    /**
     * @param formula empty where the scores do not define it
     * @param undefined why it is empty, when it is
     * @param constant what to say where every resample gives the value
     */
    private Estimate estimate(
            Function<Scores, OptionalDouble> formula,
            String undefined,
            DoubleFunction<Estimate> constant) {
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
        return interval.isPoint()
                ? constant.apply(value.getAsDouble())
                : new Estimate(
                        value.getAsDouble(),
                        interval.low(),
                        interval.high(),
                        null,
                        defined.length,
                        null);
    }

    private Estimate wilson(double value, IntPredicate slices, IntFunction<Interval> interval) {
        int n = units.count(slices);
        Interval ends = interval.apply(n);
        return new Estimate(value, ends.low(), ends.high(), null, 0, "Wilson, " + units.words(n));
    }

    private Estimate withoutNoise(double value) {
        return Estimate.withoutInterval(
                value,
                "no interval: every resample gives this value, which says nothing about"
                        + " noise");
    }

    private String whyNoInterval() {
        if (options.resamples() == 0) {
            return "no interval: 0 resamples were requested";
        }
        return units.count() < 2
                ? String.format(
                        Locale.ROOT, "no interval: resampling needs at least two %ss", units.unit())
                : String.format(
                        Locale.ROOT,
                        "no interval: undefined in all %d resamples",
                        options.resamples());
    }

    private List<Scores> resamples() {
        return options.draws().map(random -> table.scores(units.draw(random))).toList();
    }
}
