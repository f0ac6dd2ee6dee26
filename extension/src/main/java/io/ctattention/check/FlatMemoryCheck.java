package io.ctattention.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec.Kind;
import io.ctattention.check.numbers.Formula;
import io.ctattention.check.numbers.NetworkNumbers;
import io.ctattention.model.Devices;
import io.ctattention.model.SliceInput;
import io.ctattention.training.DeviceTraining;
import io.ctattention.training.EpochRecord;
import io.ctattention.training.TrainingListener;
import io.ctattention.training.step.StepTrial;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Memory from epoch to epoch, and arrays from step to step. */
final class FlatMemoryCheck implements Check {

    /** Weights and moments are 7 MB then; what keeps them at every checkpoint shows. */
    private static final int SIZE = 64;

    private static final int EPOCHS = 8;

    /** Until then allocators and caches fill. */
    private static final int WARM = 3;

    private static final double TOLERANCE = 5;

    @Override
    public String name() {
        return "memory by epoch";
    }

    @Override
    public String shows() {
        return "memory does not grow from epoch to epoch, checkpoints included, nor the number of"
                + " arrays from step to step";
    }

    @Override
    public String tolerance() {
        return String.format(Locale.ROOT, "%.0f MB an epoch, no array", TOLERANCE);
    }

    @Override
    public Finding find(Trial trial) throws IOException {
        int[] arrays = arrays(trial);
        boolean flat = Arrays.stream(arrays).allMatch(count -> count == arrays[0]);
        List<OptionalLong> process = new ArrayList<>();
        List<OptionalLong> device = new ArrayList<>();
        TrainingListener listener =
                new TrainingListener() {
                    @Override
                    public void epochDone(EpochRecord epoch, boolean best) {
                        process.add(UsedMemory.ofProcess());
                        device.add(UsedMemory.ofDevice(trial.device()));
                    }
                };
        DeviceTraining.train(
                PhantomTraining.attending(trial, trial.device(), SIZE, EPOCHS),
                listener,
                () -> false);
        List<String> measured = new ArrayList<>();
        measured.add(
                String.format(
                        Locale.ROOT,
                        "arrays %d to %d",
                        Arrays.stream(arrays).min().orElse(0),
                        Arrays.stream(arrays).max().orElse(0)));
        flat &= add(measured, "process", process);
        flat &= add(measured, Devices.id(trial.device()), device);
        return Finding.of(flat, "%s", String.join("; ", measured));
    }

    /**
     * Adds how much memory grew an epoch where that is known; returns whether it is flat. What an
     * allocator takes now and then does not count, so it is the median of the epochs.
     */
    private static boolean add(List<String> measured, String what, List<OptionalLong> used) {
        if (used.stream().anyMatch(OptionalLong::isEmpty)) {
            return true;
        }
        double[] bytes = used.stream().mapToDouble(OptionalLong::getAsLong).toArray();
        double[] grown =
                IntStream.range(WARM, bytes.length)
                        .mapToDouble(epoch -> bytes[epoch] - bytes[epoch - 1])
                        .sorted()
                        .toArray();
        double median = grown[grown.length / 2] / 1e6;
        measured.add(
                String.format(
                        Locale.ROOT,
                        "%s %.0f MB, %+.1f MB an epoch",
                        what,
                        bytes[bytes.length - 1] / 1e6,
                        median));
        return median <= TOLERANCE;
    }

    private static int[] arrays(Trial trial) {
        NetworkSpec spec = NetworkNumbers.spec(Kind.CBAM);
        try (NDManager manager = trial.newManager()) {
            NDArray slices = SliceInput.of(manager, spec, Formula.slices(2, spec.size()));
            NDArray labels = manager.create(new long[] {0, 1}, new Shape(2));
            return StepTrial.of(Formula.network(spec, manager), slices, labels, EPOCHS).arrays();
        }
    }
}
