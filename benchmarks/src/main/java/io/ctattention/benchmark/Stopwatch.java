package io.ctattention.benchmark;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.statistics.descriptive.Median;

/** Wall-clock and processor seconds since it was started, and medians of repeated work. */
final class Stopwatch {

    private final long wall = System.nanoTime();
    private final double cpu = Usage.cpuSeconds();

    double seconds() {
        return (System.nanoTime() - wall) / 1e9;
    }

    double cpu() {
        return Usage.cpuSeconds() - cpu;
    }

    /**
     * Does several works in turn, A B C A B C, so that a change of the machine's load meets all of
     * them.
     *
     * @param works the works by name
     * @param warmUps how often each is done before, untimed
     * @param repetitions how often each is timed
     * @return the median seconds of each
     */
    static Map<String, Double> medians(Map<String, Runnable> works, int warmUps, int repetitions) {
        Map<String, double[]> seconds = new LinkedHashMap<>();
        works.keySet().forEach(name -> seconds.put(name, new double[repetitions]));
        for (int i = -warmUps; i < repetitions; i++) {
            for (var work : works.entrySet()) {
                Stopwatch watch = new Stopwatch();
                work.getValue().run();
                if (i >= 0) {
                    seconds.get(work.getKey())[i] = watch.seconds();
                }
            }
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        seconds.forEach((name, all) -> medians.put(name, Median.withDefaults().evaluate(all)));
        return medians;
    }
}
