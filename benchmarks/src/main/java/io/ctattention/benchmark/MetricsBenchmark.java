package io.ctattention.benchmark;

import io.ctattention.evaluation.EvaluationOptions;
import io.ctattention.evaluation.EvaluationReport;
import io.ctattention.evaluation.Scores;
import io.ctattention.evaluation.SlicePrediction;
import io.ctattention.model.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The scores of 118 slices, and the report with intervals from 2000 resamples. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class MetricsBenchmark {

    private static final List<String> CLASSES = List.of("COVID", "NonCOVID");
    private static final int SLICES = 118;

    private final int[] labels = new int[SLICES];
    private final double[][] probabilities = new double[SLICES][];
    private final List<SlicePrediction> predictions = new ArrayList<>();

    public MetricsBenchmark() {
        var random = new SplittableRandom(1);
        for (int i = 0; i < SLICES; i++) {
            double p = random.nextDouble();
            labels[i] = random.nextDouble() < p ? 0 : 1;
            probabilities[i] = new double[] {p, 1 - p};
            predictions.add(
                    new SlicePrediction(
                            "slice " + i,
                            "patient " + i / 2,
                            CLASSES.get(labels[i]),
                            probabilities[i],
                            CLASSES.get(p >= Decision.HALF ? 0 : 1)));
        }
    }

    @Benchmark
    public Scores scores() {
        return Scores.of(CLASSES, CLASSES.get(0), labels, probabilities);
    }

    @Benchmark
    public EvaluationReport report() {
        return EvaluationReport.of(
                CLASSES,
                CLASSES.get(0),
                Decision.HALF,
                predictions,
                "none",
                false,
                List.of(),
                List.of(),
                EvaluationOptions.DEFAULT);
    }
}
