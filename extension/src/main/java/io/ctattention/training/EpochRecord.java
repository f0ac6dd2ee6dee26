package io.ctattention.training;

import io.ctattention.evaluation.Metric;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What one epoch did.
 *
 * @param epoch its number, from 1
 * @param learningRate the learning rate of its last step
 * @param trainLoss the mean loss over its slices, each scored before the step that it took part in
 * @param trainAccuracy likewise, in [0, 1]
 * @param trainF1 likewise, F1 of the positive class, in [0, 1]; null where undefined
 * @param validation the scores on the validation slices after its last step, by {@link
 *     Metric#id()}; undefined ones are null
 * @param seconds how long it took, validation included and the checkpoint not
 */
public record EpochRecord(
        int epoch,
        double learningRate,
        double trainLoss,
        double trainAccuracy,
        Double trainF1,
        Map<String, Double> validation,
        double seconds) {

    /**
     * Returns a score on the validation slices.
     *
     * @param metric which
     * @return its value, empty where undefined
     */
    public OptionalDouble validation(Metric metric) {
        Double value = validation.get(metric.id());
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
