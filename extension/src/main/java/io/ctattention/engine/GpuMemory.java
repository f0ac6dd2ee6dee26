package io.ctattention.engine;

import ai.djl.Device;
import ai.djl.util.cuda.CudaLibrary;
import com.sun.jna.Native;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The memory of a GPU, used by any process.
 *
 * @param free bytes that nobody uses
 * @param total bytes that the GPU has
 */
public record GpuMemory(long free, long total) {

    private static final Logger LOG = LoggerFactory.getLogger(GpuMemory.class);

    /**
     * Asks CUDA, and touches no other GPU. DJL's {@code CudaUtils.getGpuMemory} ends with {@code
     * cudaSetDevice} of the device that was the thread's before, which is GPU 0 where nobody chose
     * one, and since CUDA 12 <a
     * href="https://docs.nvidia.com/cuda/cuda-runtime-api/group__CUDART__DEVICE.html">that begins
     * to use it</a>: some 300 MB of a GPU that belongs to others. The current device is a thread's
     * own, so a thread asks that then ends.
     *
     * @param device the GPU
     * @return its memory, empty if CUDA cannot be asked or does not answer
     * @throws IllegalArgumentException if the device is no GPU
     */
    public static Optional<GpuMemory> of(Device device) {
        return of(device, () -> Native.load("cudart", CudaLibrary.class));
    }

    static Optional<GpuMemory> of(Device device, Supplier<CudaLibrary> library) {
        if (!device.isGpu()) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s is not a GPU", device.getDeviceType()));
        }
        return CompletableFuture.supplyAsync(
                        () -> ask(device.getDeviceId(), library),
                        task -> new Thread(task, "ct-attention-gpu-memory").start())
                .join();
    }

    private static Optional<GpuMemory> ask(int gpu, Supplier<CudaLibrary> library) {
        CudaLibrary cuda;
        try {
            cuda = library.get();
        } catch (LinkageError e) {
            LOG.debug("The memory of GPU {} is unknown: there is no libcudart", gpu, e);
            return Optional.empty();
        }
        long[] free = new long[1];
        long[] total = new long[1];
        int error = cuda.cudaSetDevice(gpu);
        if (error == 0) {
            error = cuda.cudaMemGetInfo(free, total);
        }
        if (error != 0) {
            LOG.debug("The memory of GPU {} is unknown: CUDA's error {}", gpu, error);
            return Optional.empty();
        }
        return Optional.of(new GpuMemory(free[0], total[0]));
    }

    /**
     * Returns what is in use.
     *
     * @return bytes
     */
    public long used() {
        return total - free;
    }
}
