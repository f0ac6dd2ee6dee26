package io.ctattention.benchmark;

import io.ctattention.explanation.CamTarget;
import io.ctattention.explanation.ClassActivationMap;
import io.ctattention.explanation.Explanation;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** From grey levels to probabilities and heat maps of the last convolution. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class GradCamBenchmark {

    @Benchmark
    public List<Explanation> gradCam(ModelState state) {
        return ClassActivationMap.explain(state.model, state.pixels, CamTarget.PREDICTION);
    }
}
