package io.ctattention.training;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import com.sun.management.OperatingSystemMXBean;
import io.ctattention.block.NetworkCost;
import io.ctattention.block.NetworkSpec;
import io.ctattention.model.Devices;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.OptionalLong;

/** Refuses a training that cannot fit the memory before it begins. */
final class MemoryCheck {

    private MemoryCheck() {}

    /**
     * Compares what a training needs for certain with all the memory of its device, the container's
     * where there is one. Where that is unknown, nothing is refused.
     *
     * @throws TrainingException if it cannot fit
     */
    static void require(NetworkSpec network, int batchSize, Device device) {
        OptionalLong memory = memory(device);
        if (memory.isPresent()) {
            require(network, batchSize, Devices.word(device), memory.getAsLong());
        }
    }

    static void require(NetworkSpec network, int batchSize, String device, long memory) {
        long needed = NetworkCost.of(network).trainingBytes(batchSize);
        if (needed <= memory) {
            return;
        }
        throw new TrainingException(
                String.format(
                        Locale.ROOT,
                        "Training %s at %d x %d with batches of %d slices needs at least %s of memory; %s"
                                + " has %s. Take smaller batches (--batch-size), a smaller input"
                                + " (--size)%s.",
                        network.name(),
                        network.size(),
                        network.size(),
                        batchSize,
                        text(needed),
                        device,
                        text(memory),
                        network.attendedConvolutions().isEmpty()
                                ? ""
                                : String.format(
                                                Locale.ROOT,
                                                ", or attention after other convolutions than %s",
                                                network.attendedConvolutions())
                                        + " (--attention-at)"));
    }

    private static OptionalLong memory(Device device) {
        if (device.isGpu()) {
            return OptionalLong.of(CudaUtils.getGpuMemory(device).getMax());
        }
        try {
            return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean os
                    ? OptionalLong.of(os.getTotalMemorySize())
                    : OptionalLong.empty();
        } catch (LinkageError e) { // a native executable without that library
            return OptionalLong.empty();
        }
    }

    private static String text(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
