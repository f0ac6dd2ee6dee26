package io.ctattention.benchmark;

import io.ctattention.model.Inference;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** From grey levels to probabilities. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ForwardBenchmark {

    @Benchmark
    public double[][] forward(ModelState state) {
        return Inference.probabilities(
                state.model.model().getNDManager(), state.model.network(), state.pixels);
    }
}
