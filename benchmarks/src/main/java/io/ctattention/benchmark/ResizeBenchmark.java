package io.ctattention.benchmark;

import io.ctattention.image.GreyImage;
import io.ctattention.phantom.PhantomSlices;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A phantom slice from 400 x 300 to the network's 180 x 180, with antialiasing. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ResizeBenchmark {

    private final GreyImage slice = new PhantomSlices(1).slice(0, true).image().resize(400, 300);

    @Benchmark
    public GreyImage resize() {
        return slice.resize(Peer.SIZE, Peer.SIZE);
    }
}
