package io.ctattention.benchmark;

import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the JMH benchmarks of this package; their own output goes to a file. */
final class Jmh {

    private Jmh() {}

    /** Arguments: the file for JMH's output, the forks, and the seconds of an iteration. */
    public static void main(String[] args) throws RunnerException {
        TimeValue iteration = TimeValue.seconds(Long.parseLong(args[2]));
        ChainedOptionsBuilder options =
                new OptionsBuilder()
                        .include("io\\.ctattention\\.benchmark\\..*")
                        .output(args[0])
                        .forks(Integer.parseInt(args[1]))
                        .warmupIterations(2)
                        .warmupTime(iteration)
                        .measurementIterations(5)
                        .measurementTime(iteration)
                        .timeUnit(TimeUnit.MILLISECONDS);
        Collection<RunResult> results = new Runner(options.build()).run();
        for (RunResult result : results) {
            print(result);
        }
    }

    private static void print(RunResult run) {
        Result<?> result = run.getPrimaryResult();
        String benchmark = run.getParams().getBenchmark().replace("Benchmark.", ".");
        StringBuilder what =
                new StringBuilder(benchmark.substring(Jmh.class.getPackageName().length() + 1));
        for (String key : run.getParams().getParamsKeys()) {
            what.append(String.format(Locale.ROOT, ", %s %s", key, run.getParams().getParam(key)));
        }
        double seconds = result.getScore() / 1e3;
        double error = result.getScoreError() / 1e3;
        new Measurement("jmh", null, what.toString(), seconds, null, error, null).print();
    }
}
