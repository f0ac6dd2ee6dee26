package io.ctattention.engine;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A GPU that failed or has no memory left, described in one sentence: CUDA's own message includes a
 * page of C++ frames.
 */
public final class DeviceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The kind of failure. */
    public enum Kind {
        /** There is too little memory for this; smaller work may well succeed. */
        OUT_OF_MEMORY,
        /** The build of PyTorch has no code for this GPU. */
        UNSUPPORTED,
        /** CUDA failed, and will fail for the rest of this process. */
        BROKEN
    }

    private static final List<String> OUT_OF_MEMORY =
            List.of(
                    "CUDA out of memory",
                    "CUDA error: out of memory",
                    "CUBLAS_STATUS_ALLOC_FAILED",
                    "CUDNN_STATUS_ALLOC_FAILED");

    private static final List<String> UNSUPPORTED =
            List.of(
                    "no kernel image is available",
                    "CUDNN_STATUS_ARCH_MISMATCH",
                    "CUBLAS_STATUS_ARCH_MISMATCH");

    private static final List<String> BROKEN =
            List.of(
                    "CUDA error",
                    "CUDA driver error",
                    "cuDNN error",
                    "CUBLAS_STATUS_",
                    "CUDNN_STATUS_",
                    "device-side assert",
                    "an illegal memory access",
                    "unspecified launch failure",
                    "uncorrectable ECC error");

    /** As in "Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 79.15 GiB of which ...". */
    private static final Pattern ALLOCATION =
            Pattern.compile(
                    "Tried to allocate ([\\d.]+ \\w+)\\."
                            + "(?: GPU (\\d+) has a total capacity of ([\\d.]+ \\w+)"
                            + " of which ([\\d.]+ \\w+) is free)?");

    private final Kind kind;

    /**
     * Creates the exception.
     *
     * @param kind what is the matter
     * @param message the sentence
     * @param cause what the engine threw
     */
    public DeviceException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /**
     * Tells whether something failed because of a GPU.
     *
     * @param e what was thrown
     * @return an exception with a sentence if that or one of its causes is CUDA's, else e itself
     */
    public static RuntimeException of(RuntimeException e) {
        DeviceException found = find(e);
        return found == null ? e : found;
    }

    /**
     * Tells whether something failed because of a GPU.
     *
     * @param e what was thrown
     * @return an exception with a sentence, null if neither that nor one of its causes is CUDA's
     */
    public static DeviceException find(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof DeviceException known) {
                return known;
            }
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String words = cause.getMessage();
            if (words == null) {
                continue;
            }
            if (holds(words, OUT_OF_MEMORY)) {
                return new DeviceException(Kind.OUT_OF_MEMORY, outOfMemory(words), e);
            }
            if (holds(words, UNSUPPORTED)) {
                return new DeviceException(Kind.UNSUPPORTED, unsupported(words), e);
            }
            if (holds(words, BROKEN)) {
                return new DeviceException(Kind.BROKEN, broken(words), e);
            }
        }
        return null;
    }

    private static boolean holds(String words, List<String> signs) {
        return signs.stream().anyMatch(words::contains);
    }

    private static String outOfMemory(String words) {
        Matcher allocation = ALLOCATION.matcher(words);
        String found = "";
        if (allocation.find()) {
            found = String.format(Locale.ROOT, ": %s more are needed", allocation.group(1));
            if (allocation.group(2) != null) {
                found +=
                        String.format(
                                Locale.ROOT,
                                ", cuda:%s has %s free of %s",
                                allocation.group(2),
                                allocation.group(4),
                                allocation.group(3));
            }
        }
        return String.format(
                Locale.ROOT,
                "The GPU is out of memory%s. Use smaller batches or another device, or stop other"
                        + " programs on it: nvidia-smi lists them",
                found);
    }

    private static String unsupported(String words) {
        return String.format(
                Locale.ROOT,
                "This build of PyTorch has no code for this GPU (%s). Use a build for its compute"
                        + " capability, which nvidia-smi --query-gpu=compute_cap --format=csv"
                        + " shows, or the device cpu",
                firstLine(words));
    }

    private static String broken(String words) {
        return String.format(
                Locale.ROOT,
                "The GPU failed (%s), and CUDA cannot continue in this process: restart it. If it"
                        + " fails again, check nvidia-smi -q and the kernel's log",
                firstLine(words));
    }

    private static String firstLine(String words) {
        return words.strip().lines().findFirst().orElse("").strip().replaceFirst("[.]$", "");
    }

    /**
     * Returns the kind of failure.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }
}
