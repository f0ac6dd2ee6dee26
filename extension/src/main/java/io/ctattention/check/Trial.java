package io.ctattention.check;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.util.Utils;
import io.ctattention.dataset.SliceSet;
import io.ctattention.model.PyTorch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the checks of one device share: phantoms, a training, and a folder that goes at the end. */
final class Trial implements AutoCloseable {

    private final Device device;
    private final ExpectedNumbers expected;
    private final Path folder;
    private final Runnable afterwards;
    private SliceSet slices;
    private PhantomTraining whole;
    private int runs;

    Trial(Device device, ExpectedNumbers expected) throws IOException {
        PyTorch.engine();
        this.device = device;
        this.expected = expected;
        folder = Files.createTempDirectory("ct-attention-check");
        afterwards = device.isGpu() ? withoutTf32() : () -> {};
    }

    /** Numbers are expected in float32, whatever the process has chosen. */
    private static Runnable withoutTf32() {
        try {
            TorchSwitches switches = TorchSwitches.open();
            boolean before = switches.tf32();
            switches.tf32(false);
            return () -> switches.tf32(before);
        } catch (LinkageError e) { // another build of PyTorch; the rows will tell
            return () -> {};
        }
    }

    Device device() {
        return device;
    }

    ExpectedNumbers expected() {
        return expected;
    }

    /** Returns a manager on the device; close it. */
    NDManager newManager() {
        return NDManager.newBaseManager(device, "PyTorch");
    }

    /** Returns a path that nothing is at yet. */
    Path newPath() {
        runs++;
        return folder.resolve("run" + runs);
    }

    /** Returns the phantoms, and draws them first if nobody did. */
    SliceSet slices() throws IOException {
        if (slices == null) {
            Path data = folder.resolve("slices");
            Utils.deleteQuietly(data); // what an earlier check could not finish
            slices = MarkedPhantoms.write(data);
        }
        return slices;
    }

    /** Returns a training on the device that was not interrupted, the same for all checks. */
    PhantomTraining whole() throws IOException {
        if (whole == null) {
            whole = PhantomTraining.run(this);
        }
        return whole;
    }

    @Override
    public void close() {
        afterwards.run();
        Utils.deleteQuietly(folder);
    }
}
