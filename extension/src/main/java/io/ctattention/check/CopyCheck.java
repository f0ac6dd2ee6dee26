package io.ctattention.check;

import ai.djl.Device;
import io.ctattention.check.OperationTrace.Part;
import java.io.IOException;

/** What an epoch copies between host and device. */
final class CopyCheck implements Check {

    private static final int SIZE = 36;
    private static final int EPOCHS = 2;

    private static final String NO_SIZES =
            "PyTorch's profiler writes no sizes, and DJL counts no copies";

    @Override
    public String name() {
        return "bytes copied";
    }

    @Override
    public String shows() {
        return "how much an epoch copies between host and device";
    }

    @Override
    public String tolerance() {
        return "none";
    }

    @Override
    public Finding find(Trial trial) throws IOException {
        if (!trial.device().isGpu()) {
            return Finding.notMeasured("the CPU copies to no device; " + NO_SIZES);
        }
        int copies = trace(trial, trial.device()).copies() - trace(trial, Device.cpu()).copies();
        return Finding.notMeasured(
                copies + " copies an epoch, validation and checkpoint included; " + NO_SIZES);
    }

    private static OperationTrace trace(Trial trial, Device device) throws IOException {
        return OperationTrace.of(
                Part.EPOCH, trial, PhantomTraining.attending(trial, device, SIZE, EPOCHS));
    }
}
