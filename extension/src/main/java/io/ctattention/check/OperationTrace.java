package io.ctattention.check;

import ai.djl.pytorch.jni.JniUtils;
import io.ctattention.file.Json;
import io.ctattention.training.DeviceTraining;
import io.ctattention.training.EpochRecord;
import io.ctattention.training.TrainingListener;
import io.ctattention.training.TrainingPlan;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The operations that PyTorch's profiler saw in a part of a training. It writes down their names
 * and times, and neither sizes nor devices.
 */
final class OperationTrace {

    /** A part of the second epoch of a training. */
    enum Part {
        /** From the end of the first batch to the end of the last one. */
        BATCHES,
        /** From the end of the first epoch to the end of the second, validation and all. */
        EPOCH
    }

    /** What waits until the device has come so far, to give the host a number or a shape. */
    private static final Set<String> WAITING =
            Set.of(
                    "aten::_local_scalar_dense",
                    "aten::nonzero",
                    "aten::masked_select",
                    "aten::_unique2",
                    "aten::unique_dim",
                    "aten::unique_consecutive",
                    "aten::bincount",
                    "aten::equal");

    /** It looks whether classes are in range, on a CPU only (ATen/native/Onehot.cpp). */
    private static final String ONE_HOT = "aten::one_hot";

    private static final String COPY = "aten::_to_copy";

    private final List<Event> events;

    private OperationTrace(List<Event> events) {
        this.events = events;
    }

    /** As the profiler writes it; times in microseconds. */
    private record Event(String name, double ts, double dur, long tid) {
        boolean within(Event other) {
            return tid == other.tid && ts >= other.ts && ts + dur <= other.ts + other.dur;
        }
    }

    /** Trains two epochs of phantoms and watches a part of the second one. */
    static OperationTrace of(Part part, Trial trial, TrainingPlan plan) throws IOException {
        Path file = trial.newPath();
        try (Watch watch = new Watch(part, file)) {
            DeviceTraining.train(plan, watch, () -> false);
        }
        return read(file);
    }

    static OperationTrace read(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            return new OperationTrace(List.of(Json.LINE.fromJson(reader, Event[].class)));
        }
    }

    int operations() {
        return events.size();
    }

    /** Returns the names of the operations that waited for the device. */
    List<String> waiting() {
        List<Event> oneHots = events.stream().filter(e -> e.name.equals(ONE_HOT)).toList();
        return events.stream()
                .filter(e -> WAITING.contains(e.name))
                .filter(e -> oneHots.stream().noneMatch(e::within))
                .map(Event::name)
                .toList();
    }

    /** Counts copies, be it to another type or to another device. */
    int copies() {
        return (int) events.stream().filter(e -> e.name.equals(COPY)).count();
    }

    /** Starts and ends the profiler on the training's thread, which it is about. */
    private static final class Watch implements TrainingListener, AutoCloseable {

        private final Part part;
        private final Path file;
        private boolean watching;

        Watch(Part part, Path file) {
            this.part = part;
            this.file = file;
        }

        @Override
        public void batchDone(BatchProgress progress) {
            if (part == Part.BATCHES && progress.epoch() == 2) {
                watch(progress.batch() < progress.batches());
            }
        }

        @Override
        public void epochDone(EpochRecord epoch, boolean best) {
            if (part == Part.EPOCH) {
                watch(epoch.epoch() == 1);
            }
        }

        private void watch(boolean wanted) {
            if (wanted && !watching) {
                JniUtils.startProfile(false, false, false);
            } else if (watching && !wanted) {
                JniUtils.stopProfile(file.toString());
            }
            watching = wanted;
        }

        @Override
        public void close() {
            watch(false);
        }
    }
}
