package io.ctattention.comparison;

import io.ctattention.block.NetworkSpec;
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
 * @param cells its trainings, in the order of the seeds or folds
 * @param f1AtEpoch F1 of the positive class, by milestone
 * @param f1ByClass F1 of each class after the last epoch
 * @param metrics {@link EvaluationReport#METRICS} after the last epoch
 * @param confusionMatrix the validation slices of all cells after the last epoch
 * @param looks where it looks: a mean over the slices for each cell
 * @param secondsPerEpoch the median of each cell
 */
public record NetworkResult(
        NetworkSpec network,
        long parameters,
        List<CellResult> cells,
        Map<Integer, Spread> f1AtEpoch,
        Map<String, Spread> f1ByClass,
        Map<Metric, Spread> metrics,
        ConfusionMatrix confusionMatrix,
        Map<Look, Spread> looks,
        Spread secondsPerEpoch) {

    /** Sums up the cells of one network. */
    static NetworkResult of(List<CellResult> cells, ComparisonSetup setup) {
        Spreads spreads = new Spreads(cells, setup.testToTrain());
        Map<Integer, Spread> f1AtEpoch = new LinkedHashMap<>();
        setup.milestones().forEach(e -> f1AtEpoch.put(e, spreads.share(cell -> cell.f1At(e))));
        Map<String, Spread> f1ByClass = new LinkedHashMap<>();
        setup.classes().forEach(c -> f1ByClass.put(c, spreads.share(cell -> cell.f1Of(c))));
        Map<Metric, Spread> metrics = new EnumMap<>(Metric.class);
        for (Metric metric : EvaluationReport.METRICS) {
            Interval range = metric.range(setup.classes().size());
            metrics.put(metric, spreads.of(range, cell -> cell.metric(metric)));
        }
        Map<Look, Spread> looks = new EnumMap<>(Look.class);
        for (Look look : Look.values()) {
            looks.put(look, spreads.share(cell -> cell.look(look)));
        }
        CellResult first = cells.get(0);
        return new NetworkResult(
                first.cell().network(),
                first.parameters(),
                cells,
                f1AtEpoch,
                f1ByClass,
                metrics,
                cells.stream()
                        .map(cell -> cell.report().confusionMatrix())
                        .reduce(ConfusionMatrix::plus)
                        .orElseThrow(),
                looks,
                Spread.of(
                        new Interval(0, Double.POSITIVE_INFINITY),
                        0,
                        cells.stream().mapToDouble(CellResult::secondsPerEpoch).toArray()));
    }

    private record Spreads(List<CellResult> cells, double testToTrain) {

        Spread share(ToDoubleFunction<CellResult> value) {
            return of(Interval.SHARE, value);
        }

        Spread of(Interval range, ToDoubleFunction<CellResult> value) {
            return Spread.of(range, testToTrain, cells.stream().mapToDouble(value).toArray());
        }
    }

    /** F1 of the positive class after the last epoch of each training. */
    Spread lastF1() {
        return f1ByClass.get(cells.get(0).report().positiveClass());
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
     * Returns the answers of all cells after their last epoch.
     *
     * @return every validation slice of every cell
     */
    public List<SlicePrediction> predictions() {
        return cells.stream().flatMap(cell -> cell.report().predictions().stream()).toList();
    }

    /**
     * Returns where all cells looked.
     *
     * @return every validation slice of every cell
     */
    public List<HeatMapMeasures> measures() {
        return cells.stream().flatMap(cell -> cell.measures().stream()).toList();
    }
}
