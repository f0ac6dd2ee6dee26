package io.ctattention.engine;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Makes a GPU ready for work. */
public final class Gpu {

    private static final Set<Device> COMPUTED = ConcurrentHashMap.newKeySet();

    private Gpu() {}

    /**
     * Sets how GPUs compute (see {@link CudaArithmetic}), and has this one add two numbers, once: a
     * build of PyTorch without code for it would fail only in the middle of the work. To the CPU
     * nothing happens.
     *
     * @param device where work is about to begin; the engine runs
     * @throws DeviceException if the GPU does not compute
     */
    public static void require(Device device) {
        require(device, Gpu::add);
    }

    static void require(Device device, Consumer<Device> operation) {
        if (!device.isGpu()) {
            return;
        }
        CudaArithmetic.apply();
        if (COMPUTED.contains(device)) {
            return;
        }
        try {
            operation.accept(device);
        } catch (RuntimeException e) {
            throw DeviceException.of(e);
        }
        COMPUTED.add(device);
    }

    private static void add(Device device) {
        try (NDManager manager = NDManager.newBaseManager(device, "PyTorch")) {
            NDArray one = manager.ones(new Shape(1));
            one.add(one).toFloatArray(); // waits, so that an error is this one's
        }
    }
}
