package io.ctattention.evaluation;

import io.ctattention.model.Decision;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The point value of every {@link Metric} on a set of slices, without intervals.
 *
 * @param positiveClass the class that F1, AUROC and average precision are about; with more than two
 *     classes it stands against all others
 * @param confusionMatrix slices by true and predicted class
 * @param values a value for each metric, empty where the slices do not define it
 */
public record Scores(
        String positiveClass, ConfusionMatrix confusionMatrix, Map<Metric, OptionalDouble> values) {

    /** Copies the values. */
    public Scores {
        values = Collections.unmodifiableMap(new EnumMap<>(values));
    }

    /**
     * Scores the predictions of n slices, decided at one half: see {@link
     * io.ctattention.model.Decision}.
     *
     * @param classes K class names, at least 2
     * @param positiveClass one of them
     * @param labels the true class of each slice, in [0, K); (n), n at least 1
     * @param probabilities by slice and class, in [0, 1], each row of sum 1 within 1e-3; (n, K)
     * @return the scores
     * @throws IllegalArgumentException if the arguments are not as described
     */
    public static Scores of(
            List<String> classes, String positiveClass, int[] labels, double[][] probabilities) {
        Decision decision = Decision.atHalf(classes.indexOf(positiveClass));
        return new ScoreTable(classes, positiveClass, labels, probabilities, decision::of).scores();
    }

    /**
     * Returns one metric.
     *
     * @param metric which
     * @return its value, empty where the slices do not define it
     */
    public OptionalDouble value(Metric metric) {
        return values.get(metric);
    }

    /**
     * Says why a metric has no value.
     *
     * @param metric which
     * @return the reason, empty where it has a value
     */
    public Optional<String> reason(Metric metric) {
        return value(metric).isPresent()
                ? Optional.empty()
                : Optional.of(metric.undefined(positiveClass));
    }
}
