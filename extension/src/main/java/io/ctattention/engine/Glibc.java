package io.ctattention.engine;

import com.sun.jna.NativeLibrary;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The C library of this system, of which compiled programs need a version or a later one. */
final class Glibc {

    private Glibc() {}

    /**
     * Compares it with a version.
     *
     * @param needed such as {@code 2.35}
     * @return why programs for that version do not run here, a sentence; empty if they do
     */
    static Optional<String> fault(String needed) {
        String here;
        try {
            here =
                    NativeLibrary.getInstance("libc.so.6")
                            .getFunction("gnu_get_libc_version")
                            .invokeString(new Object[0], false);
        } catch (UnsatisfiedLinkError e) { // musl, say
            return Optional.of(
                    "The CUDA libraries need glibc "
                            + needed
                            + " or later, which this machine does not have");
        }
        return compare(here, needed) >= 0
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "The CUDA libraries need glibc %s or later (Debian 12, Ubuntu"
                                        + " 22.04), but this machine has %s; for PyTorch's own"
                                        + " archive see docs/cuda.md",
                                needed,
                                here));
    }

    static int compare(String one, String other) {
        return Arrays.compare(numbers(one), numbers(other));
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\D+")).mapToInt(Integer::parseInt).toArray();
    }
}
