package io.ctattention.engine;

import ai.djl.util.Utils;
import io.ctattention.file.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder that {@link CudaInstallation} lays PyTorch's libraries for CUDA out in.
 *
 * @param folder the folder; it need not be there
 */
public record CudaLibraries(Path folder) {

    /** Their version of PyTorch, the one that DJL's native code is made for. */
    public static final String PYTORCH = "2.7.1";

    /** The build of DJL's native code that goes with them. */
    public static final String FLAVOR = "cu128";

    /** The first number of the oldest compute capability that they hold code for. */
    static final int OLDEST_CAPABILITY = 5;

    /** The first number of the newest compute capability that they hold code for. */
    static final int NEWEST_CAPABILITY = 9;

    /** The compute capabilities that they hold code for, in words. */
    public static final String CAPABILITIES = "5.0 to 9.0";

    /** The version of glibc that they are compiled for. */
    private static final String GLIBC = "2.35";

    /** What they take on the disk, and a little more. */
    public static final long BYTES = 3_800_000_000L;

    /** The command that unpacks them. */
    public static final String COMMAND = "ct-attention cuda install";

    /** Says how large each file is. Its presence means that all were written. */
    static final String MANIFEST = "ct-attention-cuda.txt";

    private static final String HEADER = "PyTorch " + PYTORCH + " " + FLAVOR;

    /**
     * Returns those that are used without a variable that names them.
     *
     * @return the libraries in DJL's cache folder ({@code DJL_CACHE_DIR} or {@code ~/.djl.ai})
     */
    public static CudaLibraries installed() {
        Path cache = Utils.getEngineCacheDir("pytorch").toAbsolutePath();
        return new CudaLibraries(
                cache.resolveSibling("ct-attention-cuda-" + PYTORCH + "-" + FLAVOR));
    }

    /**
     * Says why they cannot be used on this system, whatever its GPUs.
     *
     * @return a sentence; empty on Linux on x86-64 with glibc 2.35 or later
     */
    public static Optional<String> systemFault() {
        String system = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
        if (!system.equals("Linux on amd64")) {
            return Optional.of("The CUDA libraries are for Linux on x86-64, and this is " + system);
        }
        return NativeExecutable.running()
                ? Optional.of(NativeExecutable.ADVICE)
                : Glibc.fault(GLIBC);
    }

    /**
     * Whether all of them are there, each in its size.
     *
     * @return false if there is no such folder, or it is of another version
     */
    public boolean areWhole() {
        return areThere() && faults().isEmpty();
    }

    /**
     * Whether they were unpacked here, even if they are damaged now.
     *
     * @return whether the folder says so
     */
    public boolean areThere() {
        return Files.isRegularFile(folder.resolve(MANIFEST));
    }

    /**
     * Names what is wrong with the folder.
     *
     * @return for each file that is missing or of another size a clause that begins with its name
     */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        try {
            List<String> lines = Files.readAllLines(folder.resolve(MANIFEST));
            if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
                return List.of(MANIFEST + " is not of " + HEADER);
            }
            for (String line : lines.subList(1, lines.size())) {
                String[] sizeAndName = line.split(" ", 2);
                check(Long.parseLong(sizeAndName[0]), sizeAndName[1], faults);
            }
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            faults.add(MANIFEST + " cannot be read");
        }
        return faults;
    }

    private void check(long size, String name, List<String> faults) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            faults.add(name + " is missing");
        } else if (Files.size(file) != size) {
            faults.add(
                    String.format(
                            Locale.ROOT,
                            "%s has %d bytes instead of %d",
                            name,
                            Files.size(file),
                            size));
        }
    }

    /** The manifest of the files in a folder. */
    static List<String> manifest(Path folder) throws IOException {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (file.endsWith(FolderLock.NAME)) {
                    continue;
                }
                lines.add(Files.size(file) + " " + file.getFileName());
            }
        }
        return lines;
    }
}
