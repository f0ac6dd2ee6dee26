package io.ctattention.benchmark;

import ai.djl.engine.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What every program of the comparison is told: {@code NAME NETWORK WHAT FOLDER COUNT [DEVICE
 * [BATCHES]]}.
 *
 * @param name what its lines are called
 * @param network baseline, or the word of an attention
 * @param what train or predict
 * @param folder where {@link TimingSlices} left the slices
 * @param count epochs to time after the one that warms up, or repetitions of a prediction
 * @param device cpu or cuda:N
 * @param batches how many slices are predicted at once
 */
record Peer(
        String name,
        String network,
        String what,
        Path folder,
        int count,
        String device,
        List<Integer> batches) {

    static final int BATCH = 34;
    static final int SIZE = 180;
    static final int PREDICTED = 32;

    /** Slices predicted before the clock counts: Java's compilers take some hundred calls. */
    private static final int WARM_UP_SLICES = 320;

    /** Of those networks that another program has, too, at the size of the paper. */
    private static final Map<String, Long> PARAMETERS =
            Map.of("baseline", 6_941_890L, "cbam", 6_943_506L);

    static Peer of(String... args) {
        return new Peer(
                args[0],
                args[1],
                args[2],
                Path.of(args[3]),
                Integer.parseInt(args[4]),
                args.length > 5 ? args[5] : "cpu",
                args.length > 6
                        ? Stream.of(args[6].split(",")).map(Integer::valueOf).toList()
                        : List.of(1, PREDICTED));
    }

    boolean trains() {
        return what.equals("train");
    }

    /** Returns how often a batch of so many slices is predicted before the clock counts. */
    static int warmUps(int slices) {
        return WARM_UP_SLICES / slices;
    }

    void printVersions(Engine engine) {
        String versions =
                String.format(
                        Locale.ROOT,
                        "DJL %s, libtorch %s",
                        Engine.getDjlVersion(),
                        engine.getVersion());
        Measurement.text(name, "versions", versions).print();
    }

    void requireParameters(long found, int size) {
        Long expected = PARAMETERS.get(network);
        if (size == SIZE && expected != null && found != expected) {
            throw new IllegalStateException(
                    String.format(
                            Locale.ROOT,
                            "The network %s has %d parameters, not %d",
                            network,
                            found,
                            expected));
        }
        Measurement.value(name, network, "parameters", found).print();
    }
}
