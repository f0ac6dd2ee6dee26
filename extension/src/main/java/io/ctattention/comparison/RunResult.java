package io.ctattention.comparison;

import io.ctattention.audit.PatientOverlap;
import io.ctattention.evaluation.Estimate;
import io.ctattention.evaluation.EvaluationReport;
import io.ctattention.evaluation.Metric;
import io.ctattention.explanation.HeatMapMeasures;
import io.ctattention.training.EpochRecord;
import io.ctattention.training.History;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Median;

/**
 * What one training showed.
 *
 * @param run which training
 * @param parameters the trainable parameters
 * @param history every epoch, validated
 * @param report the validation slices after the last epoch, without intervals
 * @param measures where the network looks on each of them, after the last epoch
 * @param overlap the validation slices whose patient was trained on
 */
public record RunResult(
        Run run,
        long parameters,
        History history,
        EvaluationReport report,
        List<HeatMapMeasures> measures,
        PatientOverlap overlap) {

    /** Copies the list. */
    public RunResult {
        measures = List.copyOf(measures);
    }

    /**
     * Returns what an epoch did.
     *
     * @param epoch its number, from 1
     * @return the record, empty where early stopping came first
     */
    public Optional<EpochRecord> epoch(int epoch) {
        return history.epochs().stream().filter(e -> e.epoch() == epoch).findFirst();
    }

    /** F1 of the positive class after an epoch; NaN where undefined. */
    double f1At(int epoch) {
        return epoch(epoch)
                .map(e -> e.validation(Metric.F1))
                .orElse(OptionalDouble.empty())
                .orElse(Double.NaN);
    }

    /** F1 of a class after the last epoch; NaN where undefined. */
    double f1Of(String name) {
        return orNaN(report.perClass().get(name).f1());
    }

    /** A metric after the last epoch; NaN where undefined. */
    double metric(Metric metric) {
        return orNaN(report.metrics().get(metric));
    }

    private static double orNaN(Estimate estimate) {
        return estimate.value() == null ? Double.NaN : estimate.value();
    }

    /** Where the network looks, as a mean over its validation slices; NaN where undefined. */
    double focus(FocusMeasure measure) {
        return measures.stream()
                .map(measure::of)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .average()
                .orElse(Double.NaN);
    }

    /** The median over the epochs. */
    double secondsPerEpoch() {
        return Median.withDefaults()
                .evaluate(history.epochs().stream().mapToDouble(EpochRecord::seconds).toArray());
    }
}
