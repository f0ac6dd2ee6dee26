package io.ctattention.benchmark.gpu;

import io.ctattention.benchmark.Measurement;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Posts one slice to a service over and over, from several callers at a time who each wait for
 * their answer: what {@code benchmarks/service/load.sh} does, on a machine without wrk.
 */
final class ServiceLoad {

    /** Callers of the round that warms up. */
    private static final int WARM_UP = 8;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String network;
    private final byte[] slice;
    private final String service;
    private final double seconds;

    private ServiceLoad(String network, byte[] slice, String service, double seconds) {
        this.network = network;
        this.slice = slice;
        this.service = service;
        this.seconds = seconds;
    }

    /** Arguments: NETWORK SLICE SERVICE SECONDS CALLERS..., such as http://127.0.0.1:8080. */
    public static void main(String[] args) throws Exception {
        ServiceLoad load =
                new ServiceLoad(
                        args[0],
                        Files.readAllBytes(Path.of(args[1])),
                        args[2],
                        Double.parseDouble(args[3]));
        List<Integer> callers = Stream.of(args).skip(4).map(Integer::valueOf).toList();
        for (String path : List.of("classifications", "explanations")) {
            load.answers(path, WARM_UP);
            for (int count : callers) {
                load.print(path, count, load.answers(path, count));
            }
        }
    }

    /**
     * What callers saw: the seconds of each answer, how many were none, and how long it took all of
     * them, for the last answers come after the time that calls are begun in.
     */
    private record Seen(double[] seconds, int refused, int failed, double elapsed) {

        static Seen all(List<Seen> callers, double elapsed) {
            return new Seen(
                    callers.stream().flatMapToDouble(c -> Arrays.stream(c.seconds)).toArray(),
                    callers.stream().mapToInt(Seen::refused).sum(),
                    callers.stream().mapToInt(Seen::failed).sum(),
                    elapsed);
        }
    }

    private Seen answers(String path, int callers) throws InterruptedException, ExecutionException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(service + "/v1/" + path))
                        .header("Content-Type", "application/octet-stream")
                        .POST(BodyPublishers.ofByteArray(slice))
                        .build();
        long start = System.nanoTime();
        long end = start + Math.round(1e9 * seconds);
        ExecutorService pool = Executors.newFixedThreadPool(callers);
        try {
            Callable<Seen> caller = () -> call(request, end);
            List<Seen> seen = new ArrayList<>();
            for (Future<Seen> each : pool.invokeAll(Collections.nCopies(callers, caller))) {
                seen.add(each.get());
            }
            return Seen.all(seen, (System.nanoTime() - start) / 1e9);
        } finally {
            pool.shutdownNow();
        }
    }

    private Seen call(HttpRequest request, long end) throws InterruptedException {
        DoubleStream.Builder taken = DoubleStream.builder();
        int refused = 0;
        int failed = 0;
        for (long begin = System.nanoTime(); begin < end; begin = System.nanoTime()) {
            try {
                int status = client.send(request, BodyHandlers.ofByteArray()).statusCode();
                if (status == 200) {
                    taken.add((System.nanoTime() - begin) / 1e9);
                } else {
                    refused++;
                }
            } catch (IOException e) {
                failed++;
            }
        }
        return new Seen(taken.build().toArray(), refused, failed, seconds);
    }

    private void print(String path, int callers, Seen seen) {
        String what = path + "-" + callers;
        value(what + " rate", seen.seconds().length / seen.elapsed());
        if (seen.seconds().length > 0) {
            double[] sorted = seen.seconds().clone();
            Arrays.sort(sorted);
            value(what + " p50", 1e3 * sorted[sorted.length / 2]);
            value(what + " p99", 1e3 * sorted[(int) (0.99 * (sorted.length - 1))]);
        }
        value(what + " refused", seen.refused());
        value(what + " failed", seen.failed());
    }

    private void value(String what, double value) {
        Measurement.value("service", network, what, value).print();
    }
}
