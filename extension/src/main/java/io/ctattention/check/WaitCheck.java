package io.ctattention.check;

import ai.djl.Device;
import io.ctattention.check.OperationTrace.Part;
import io.ctattention.training.DeviceTraining;
import io.ctattention.training.EpochRecord;
import io.ctattention.training.TrainingListener;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;

/**
 * Whether the host waits for the device among the batches of an epoch. PyTorch's profiler names
 * what always waits; on a GPU, PyTorch refuses to wait while it is told to, and copies beside those
 * of the CPU's trace of the same training are told.
 */
final class WaitCheck implements Check {

    private static final int SIZE = 36;
    private static final int EPOCHS = 2;

    @Override
    public String name() {
        return "waits within an epoch";
    }

    @Override
    public String shows() {
        return "between the batches of an epoch the host only enqueues operations; it waits for"
                + " the device at the end of the epoch";
    }

    @Override
    public String tolerance() {
        return "none";
    }

    @Override
    public Finding find(Trial trial) throws IOException {
        OperationTrace own = trace(trial, trial.device());
        List<String> waiting = own.waiting();
        String measured =
                waiting.size()
                        + " of "
                        + own.operations()
                        + " operations wait"
                        + (waiting.isEmpty()
                                ? ""
                                : ": " + String.join(", ", new TreeSet<>(waiting)));
        if (!trial.device().isGpu()) {
            return Finding.of(waiting.isEmpty(), "%s", measured);
        }
        int copies = own.copies() - trace(trial, Device.cpu()).copies();
        Refusal refusal = refusal(trial);
        return Finding.of(
                waiting.isEmpty() && !refusal.waited(),
                "%s; %+d copies beside the CPU's; %s",
                measured,
                copies,
                refusal.text());
    }

    /** What PyTorch said when it was told to refuse to wait. */
    private record Refusal(boolean waited, String text) {}

    private static OperationTrace trace(Trial trial, Device device) throws IOException {
        return OperationTrace.of(
                Part.BATCHES, trial, PhantomTraining.attending(trial, device, SIZE, EPOCHS));
    }

    /** Trains with waiting forbidden from each epoch's first batch to its last. */
    private static Refusal refusal(Trial trial) throws IOException {
        try (Waiting waiting = Waiting.open()) {
            TrainingListener forbidding =
                    new TrainingListener() {
                        @Override
                        public void batchDone(BatchProgress progress) {
                            waiting.forbid(progress.batch() < progress.batches());
                        }

                        @Override
                        public void epochDone(EpochRecord epoch, boolean best) {
                            waiting.forbid(false);
                        }
                    };
            DeviceTraining.train(
                    PhantomTraining.attending(trial, trial.device(), SIZE, EPOCHS),
                    forbidding,
                    () -> false);
            return new Refusal(false, "PyTorch refused nothing");
        } catch (RuntimeException e) {
            return new Refusal(true, "PyTorch: " + DeviceCheck.sentence(e));
        } catch (LinkageError e) { // another build of PyTorch
            return new Refusal(false, "PyTorch cannot be told to refuse");
        }
    }
}
