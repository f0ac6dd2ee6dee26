package io.ctattention.engine;

import java.util.Locale;

/**
 * A GPU as NVIDIA's driver shows it; of one that is divided (MIG), the part that this process has.
 *
 * @param name its name, such as {@code NVIDIA A100-SXM4-40GB}
 * @param major its compute capability before the point
 * @param minor its compute capability behind the point
 * @param memoryBytes its memory
 */
public record Gpu(String name, int major, int minor, long memoryBytes) {

    /**
     * Returns what its instructions are.
     *
     * @return the compute capability, such as {@code 8.6}
     */
    public String capability() {
        return major + "." + minor;
    }

    /**
     * Whether the installed libraries hold code for it. Code for a capability runs on later ones of
     * the same first number, and there is none from which a driver could make other code.
     *
     * @return true for capabilities 5.0 to 9.x
     */
    public boolean runsInstalledLibraries() {
        return major >= CudaLibraries.OLDEST_CAPABILITY && major <= CudaLibraries.NEWEST_CAPABILITY;
    }

    /**
     * Describes it.
     *
     * @return name, compute capability and memory in GB
     */
    public String text() {
        return String.format(
                Locale.ROOT,
                "%s, compute capability %s, %.1f GB",
                name,
                capability(),
                memoryBytes / 1e9);
    }
}
