package io.ctattention.training;

import ai.djl.Device;
import ai.djl.pytorch.jni.JniUtils;
import com.sun.management.OperatingSystemMXBean;
import io.ctattention.block.NetworkSpec;
import io.ctattention.dataset.Partition;
import io.ctattention.dataset.store.SliceStore;
import io.ctattention.engine.GpuMemory;
import io.ctattention.model.Devices;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;

/** Refuses a training that cannot fit into memory, before it starts. */
final class MemoryCheck {

    private MemoryCheck() {}

    /**
     * The memory of a device, in bytes.
     *
     * @param available what a training may get of it
     * @param total all of it
     */
    record Room(long available, long total) {

        /** All memory is available for the training, as far as is known. */
        static Room whole(long total) {
            return new Room(total, total);
        }

        private String text() {
            return available == total
                    ? MemoryCheck.text(total)
                    : String.format(
                            Locale.ROOT,
                            "%s free of %s",
                            MemoryCheck.text(available),
                            MemoryCheck.text(total));
        }
    }

    /**
     * Compares the least memory that a training needs with the memory of its device: on a GPU with
     * the free memory, on the CPU with all memory of the machine or the container. If that is
     * unknown, nothing is refused.
     *
     * @param alone whether what is in use of a GPU stays in use; otherwise all of it counts
     * @throws TrainingException if it cannot fit
     */
    static void require(TrainingPlan plan, boolean alone) {
        Device device = plan.device();
        Optional<Room> room = device.isGpu() ? ofGpu(device, alone) : ofHost();
        room.ifPresent(
                known ->
                        require(
                                plan.network(),
                                plan.recipe().batchSize(),
                                device.isGpu() ? sliceBytes(plan) : 0,
                                Devices.id(device),
                                known));
    }

    /** The memory for the slices of a training on a GPU, if they are kept there. */
    static long sliceBytes(TrainingPlan plan) {
        Partition partition = Partition.of(plan.slices(), plan.partition());
        int count = partition.train().size() + partition.validation().size();
        int size = plan.network().size();
        return SliceStore.fits(count, size, plan.store()) ? 2L * size * size * count : 0;
    }

    static void require(
            NetworkSpec network, int batchSize, long sliceBytes, String device, Room room) {
        long needed = network.cost().trainingBytes(batchSize) + sliceBytes;
        if (needed <= room.available()) {
            return;
        }
        String ofSlices =
                sliceBytes == 0
                        ? ""
                        : String.format(Locale.ROOT, ", %s of it for the slices", text(sliceBytes));
        throw new TrainingException(
                String.format(
                        Locale.ROOT,
                        "Training %s at %d x %d with batches of %d slices needs at least %s of"
                                + " memory%s; %s has %s. Use smaller batches (--batch-size), a"
                                + " smaller input (--size)%s.",
                        network.name(),
                        network.size(),
                        network.size(),
                        batchSize,
                        text(needed),
                        ofSlices,
                        device,
                        room.text(),
                        network.attendedConvolutions().isEmpty()
                                ? ""
                                : String.format(
                                                Locale.ROOT,
                                                ", or attention after other convolutions than %s",
                                                network.attendedConvolutions())
                                        + " (--attention-at)"));
    }

    private static Optional<Room> ofGpu(Device device, boolean alone) {
        JniUtils.emptyCudaCache(); // PyTorch keeps what earlier work has freed, and would use it
        return GpuMemory.of(device)
                .map(gpu -> alone ? new Room(gpu.free(), gpu.total()) : Room.whole(gpu.total()));
    }

    private static Optional<Room> ofHost() {
        try {
            return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean os
                    ? Optional.of(Room.whole(os.getTotalMemorySize()))
                    : Optional.empty();
        } catch (LinkageError e) { // a native executable without that library
            return Optional.empty();
        }
    }

    private static String text(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
