package io.ctattention.comparison;

import io.ctattention.block.NetworkSpec;
import io.ctattention.comparison.statistics.RepeatSummary;
import io.ctattention.evaluation.ConfusionMatrix;
import io.ctattention.evaluation.EvaluationReport;
import io.ctattention.evaluation.Interval;
import io.ctattention.evaluation.Metric;
import io.ctattention.evaluation.SlicePrediction;
import io.ctattention.explanation.HeatMapMeasures;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What the trainings of one network showed on the validation slices, as shares in [0, 1] but for
 * {@link Metric#LOSS} and {@link Metric#MCC}.
 *
 * @param network the network
 * @param parameters its trainable parameters
 * @param runs its trainings, in the order of the seeds or folds
 * @param f1AtEpoch F1 of the positive class, by milestone
 * @param f1ByClass F1 of each class after the last epoch
 * @param metrics {@link EvaluationReport#METRICS} after the last epoch
 * @param confusionMatrix the validation slices of all runs after the last epoch
 * @param focus where it looks: a mean over the slices for each run
 * @param secondsPerEpoch the median of each run
 */
public record NetworkResult(
        NetworkSpec network,
        long parameters,
        List<RunResult> runs,
        Map<Integer, RepeatSummary> f1AtEpoch,
        Map<String, RepeatSummary> f1ByClass,
        Map<Metric, RepeatSummary> metrics,
        ConfusionMatrix confusionMatrix,
        Map<FocusMeasure, RepeatSummary> focus,
        RepeatSummary secondsPerEpoch) {

    /**
     * Sums up the runs of one network.
     *
     * @param runs at least one, in the order of the seeds or folds
     * @param setup of the comparison
     * @return what they showed
     */
    public static NetworkResult of(List<RunResult> runs, ComparisonSetup setup) {
        Summaries summaries = new Summaries(runs, setup.testToTrain());
        Map<Integer, RepeatSummary> f1AtEpoch = new LinkedHashMap<>();
        setup.milestones().forEach(e -> f1AtEpoch.put(e, summaries.share(run -> run.f1At(e))));
        Map<String, RepeatSummary> f1ByClass = new LinkedHashMap<>();
        setup.classes().forEach(c -> f1ByClass.put(c, summaries.share(run -> run.f1Of(c))));
        Map<Metric, RepeatSummary> metrics = new EnumMap<>(Metric.class);
        for (Metric metric : EvaluationReport.METRICS) {
            Interval range = metric.range(setup.classes().size());
            metrics.put(metric, summaries.of(range, run -> run.metric(metric)));
        }
        Map<FocusMeasure, RepeatSummary> focus = new EnumMap<>(FocusMeasure.class);
        for (FocusMeasure measure : FocusMeasure.values()) {
            focus.put(measure, summaries.share(run -> run.focus(measure)));
        }
        RunResult first = runs.get(0);
        return new NetworkResult(
                first.run().network(),
                first.parameters(),
                runs,
                f1AtEpoch,
                f1ByClass,
                metrics,
                runs.stream()
                        .map(run -> run.report().confusionMatrix())
                        .reduce(ConfusionMatrix::plus)
                        .orElseThrow(),
                focus,
                RepeatSummary.of(
                        new Interval(0, Double.POSITIVE_INFINITY),
                        0,
                        runs.stream().mapToDouble(RunResult::secondsPerEpoch).toArray()));
    }

    private record Summaries(List<RunResult> runs, double testToTrain) {

        RepeatSummary share(ToDoubleFunction<RunResult> value) {
            return of(Interval.SHARE, value);
        }

        RepeatSummary of(Interval range, ToDoubleFunction<RunResult> value) {
            return RepeatSummary.of(range, testToTrain, runs.stream().mapToDouble(value).toArray());
        }
    }

    /**
     * Returns F1 of the positive class after the last epoch of each training.
     *
     * @return one of {@link #f1ByClass()}
     */
    public RepeatSummary lastF1() {
        return f1ByClass.get(runs.get(0).report().positiveClass());
    }

    /** Whether any convolution is followed by attention. */
    boolean hasAttention() {
        return !network.attendedConvolutions().isEmpty();
    }

    /**
     * Returns the network's name.
     *
     * @return such as {@code baseline} or {@code cbam}
     */
    public String name() {
        return network.name();
    }

    /**
     * Returns the answers of all runs after their last epoch.
     *
     * @return every validation slice of every run
     */
    public List<SlicePrediction> predictions() {
        return runs.stream().flatMap(run -> run.report().predictions().stream()).toList();
    }

    /**
     * Returns where all runs looked.
     *
     * @return every validation slice of every run
     */
    public List<HeatMapMeasures> measures() {
        return runs.stream().flatMap(run -> run.measures().stream()).toList();
    }
}
