package io.ctattention.engine;

import ai.djl.util.Utils;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * CUDA's runtime library, with which DJL counts GPUs. DJL has JNA look for {@code cudart}: that is
 * a file of exactly the name {@value #NAME} in {@code jna.library.path}, else whatever the system's
 * loader has under that name, such as that of a CUDA 13 toolkit, else a versioned one. The archives
 * of PyTorch call theirs {@code libcudart-HASH.so.12}, which JNA never finds, so that GPUs went
 * unseen.
 */
final class Cudart {

    static final String NAME = "libcudart.so";

    private static final String SEARCH_PATH = "jna.library.path";
    private static final Pattern VERSIONED =
            Pattern.compile("libcudart(-[0-9a-f]+)?\\.so(\\.\\d+)+");

    private Cudart() {}

    /**
     * Has JNA find the runtime of these libraries before any other. Has no effect once DJL has
     * counted GPUs.
     *
     * @param folder a folder of libtorch; one without a runtime changes nothing
     */
    static void prefer(Path folder) {
        found(folder).ifPresent(Cudart::search);
    }

    private static Optional<Path> found(Path folder) {
        if (Files.isRegularFile(folder.resolve(NAME))) {
            return Optional.of(folder);
        }
        try (Stream<Path> files = Files.list(folder)) {
            Optional<Path> runtime =
                    files.filter(f -> VERSIONED.matcher(f.getFileName().toString()).matches())
                            .sorted()
                            .findFirst();
            return runtime.isEmpty() ? Optional.empty() : Optional.of(linked(runtime.get()));
        } catch (IOException e) { // no such folder, say; MissingCuda tells of a runtime not found
            return Optional.empty();
        }
    }

    /** Makes a folder that holds nothing but a link of the name that JNA looks for. */
    private static Path linked(Path runtime) throws IOException {
        Path target = runtime.toRealPath();
        byte[] path = target.toString().getBytes(StandardCharsets.UTF_8);
        Path folder =
                Utils.getEngineCacheDir("pytorch")
                        .toAbsolutePath()
                        .resolveSibling("ct-attention-cudart")
                        .resolve(UUID.nameUUIDFromBytes(path).toString());
        try {
            Files.createDirectories(folder);
            link(folder, target);
            return folder;
        } catch (IOException e) { // read-only
            Path temporary = Files.createTempDirectory("ct-attention-cudart");
            link(temporary, target);
            temporary.toFile().deleteOnExit();
            temporary.resolve(NAME).toFile().deleteOnExit(); // deleted before its folder
            return temporary;
        }
    }

    private static void link(Path folder, Path target) throws IOException {
        Path link = folder.resolve(NAME);
        if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(target)) {
            return;
        }
        Path made = folder.resolve("." + UUID.randomUUID());
        Files.createSymbolicLink(made, target);
        Files.move(made, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static synchronized void search(Path folder) {
        String path = System.getProperty(SEARCH_PATH, "");
        String first = folder.toString();
        if (!path.equals(first) && !path.startsWith(first + File.pathSeparator)) {
            System.setProperty(
                    SEARCH_PATH, path.isEmpty() ? first : first + File.pathSeparator + path);
        }
    }

    /**
     * Counts GPUs as DJL does.
     *
     * @return why that finds none, a clause; empty if it finds some
     */
    static Optional<String> fault() {
        try {
            NativeLibrary runtime = NativeLibrary.getInstance("cudart");
            IntByReference count = new IntByReference();
            int result = runtime.getFunction("cudaGetDeviceCount").invokeInt(new Object[] {count});
            if (result == 0 && count.getValue() > 0) {
                return Optional.empty();
            }
            String reason = result == 0 ? "no GPU" : text(runtime, result);
            return Optional.of(
                    String.format(
                            Locale.ROOT,
                            "CUDA's runtime (%s) says: %s",
                            runtime.getFile(),
                            reason));
        } catch (LinkageError | RuntimeException e) {
            return Optional.of(
                    String.format(
                            Locale.ROOT,
                            "CUDA's runtime library, %s, is not found or cannot be used (%s)",
                            NAME,
                            String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
        }
    }

    private static String text(NativeLibrary runtime, int result) {
        Pointer text =
                runtime.getFunction("cudaGetErrorString").invokePointer(new Object[] {result});
        return (text == null ? "error" : text.getString(0)) + " (" + result + ")";
    }
}
