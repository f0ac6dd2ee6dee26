package io.ctattention.check;

import ai.djl.Device;
import io.ctattention.engine.GpuMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** How much memory is in use, in bytes. */
final class UsedMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";

    private UsedMemory() {}

    /**
     * Returns what this process has of the machine's memory, after a garbage collection, so that
     * Java's heap is where it was.
     *
     * @return empty where there is no {@code /proc}
     */
    static OptionalLong ofProcess() {
        System.gc();
        try {
            List<String> lines = Files.exists(STATUS) ? Files.readAllLines(STATUS) : List.of();
            return lines.stream()
                    .filter(line -> line.startsWith(RESIDENT))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * Returns what all processes have of a GPU's memory.
     *
     * @return empty for the CPU, and where CUDA does not tell
     */
    static OptionalLong ofDevice(Device device) {
        return device.isGpu()
                ? GpuMemory.of(device).stream().mapToLong(GpuMemory::used).findFirst()
                : OptionalLong.empty();
    }
}
