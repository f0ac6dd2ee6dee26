package io.ctattention.check;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.util.Utils;
import io.ctattention.check.numbers.ExpectedNumbers;
import io.ctattention.dataset.SliceSet;
import io.ctattention.engine.CudaArithmetic;
import io.ctattention.engine.WorkingGpu;
import io.ctattention.model.PyTorch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the checks of one device share: phantoms, a training, and a folder that goes at the end. */
final class Trial implements AutoCloseable {

    private final Device device;
    private final ExpectedNumbers expected;
    private final Path folder;
    private final boolean tf32Before;
    private SliceSet slices;
    private PhantomTraining whole;
    private int runs;

    Trial(Device device, ExpectedNumbers expected) throws IOException {
        PyTorch.engine();
        this.device = device;
        this.expected = expected;
        tf32Before = CudaArithmetic.tf32(device);
        tf32(false);
        folder = Files.createTempDirectory("ct-attention-check");
    }

    /** Has the device compute with TF32 or without; numbers are expected without. */
    void tf32(boolean allowed) {
        if (device.isGpu()) {
            CudaArithmetic.allowTf32(allowed);
            WorkingGpu.require(device);
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
        tf32(tf32Before);
        Utils.deleteQuietly(folder);
    }
}
