package io.ctattention.check;

import ai.djl.Device;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Structure;
import io.ctattention.engine.GpuMemory;
import java.util.OptionalLong;

/** How much memory is in use, in bytes. */
final class UsedMemory {

    private UsedMemory() {}

    /** What glibc says of {@code malloc}, over all of its arenas (malloc.h, since 2.33). */
    @Structure.FieldOrder({
        "arena",
        "freeChunks",
        "fastBins",
        "mappedBlocks",
        "mapped",
        "unused",
        "fastBinBytes",
        "inUse",
        "free",
        "releasable"
    })
    public static final class Allocated extends Structure implements Structure.ByValue {
        public long arena;
        public long freeChunks;
        public long fastBins;
        public long mappedBlocks;
        public long mapped;
        public long unused;
        public long fastBinBytes;
        public long inUse;
        public long free;
        public long releasable;
    }

    /**
     * Returns what this process has taken from {@code malloc} and not given back, after a garbage
     * collection: the engine's arrays, and Java's buffers outside its heap. Unlike the resident
     * memory it does not grow when an allocator keeps what was given back.
     *
     * @return empty where there is no glibc of 2.33 or later
     */
    static OptionalLong ofProcess() {
        System.gc();
        try {
            Allocated allocated =
                    (Allocated)
                            NativeLibrary.getProcess()
                                    .getFunction("mallinfo2")
                                    .invoke(Allocated.class, new Object[0]);
            return OptionalLong.of(allocated.mapped + allocated.inUse);
        } catch (LinkageError e) {
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
