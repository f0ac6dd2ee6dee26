package io.ctattention.engine;

import ai.djl.util.Utils;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells DJL which libraries of PyTorch to load, before it looks: those that {@code
 * PYTORCH_LIBRARY_PATH} names; else those for CUDA, where they are installed and there is a GPU for
 * them; else those on the class path.
 *
 * @param source where they come from
 * @param folder the folder that was named or installed; empty for those on the class path
 */
public record EngineLibraries(Source source, Optional<Path> folder) {

    /** The variable that names a folder with libtorch. */
    public static final String PATH = "PYTORCH_LIBRARY_PATH";

    /** The variable that names the build of libtorch. */
    public static final String FLAVOR = "PYTORCH_FLAVOR";

    /** The variable that names files which DJL does not load. */
    public static final String EXCLUSION = "PYTORCH_LIBRARY_EXCLUSION";

    private static final String TORCH = System.mapLibraryName("torch");
    private static final String TORCH_CUDA = System.mapLibraryName("torch_cuda");

    private static Path used;

    /** Where libraries come from. */
    public enum Source {
        /** The jars of the application. */
        CLASS_PATH("the class path"),
        /** The folder of {@link CudaLibraries#installed()}. */
        INSTALLED(CudaLibraries.COMMAND),
        /** The environment variable or system property. */
        NAMED(PATH);

        private final String text;

        Source(String text) {
            this.text = text;
        }

        /**
         * Names it.
         *
         * @return the name of a variable or a command, or "the class path"
         */
        public String text() {
            return text;
        }
    }

    /**
     * Chooses the libraries, and sets the system properties that DJL reads. To be called before
     * anything of DJL counts GPUs, and again whenever the properties may have changed.
     *
     * @return the choice
     */
    public static synchronized EngineLibraries choose() {
        if (given(PATH).isEmpty() && given(FLAVOR).isEmpty() && installedServe()) {
            used = CudaLibraries.installed().folder();
            System.setProperty(PATH, used.toString());
            System.setProperty(FLAVOR, CudaLibraries.FLAVOR);
        }
        Optional<Path> folder = given(PATH).flatMap(EngineLibraries::holder);
        if (folder.isEmpty()) {
            return new EngineLibraries(Source.CLASS_PATH, folder);
        }
        prepare(folder.get());
        if (given(FLAVOR).isEmpty()) {
            System.setProperty(FLAVOR, flavor(folder.get()));
        }
        return new EngineLibraries(
                folder.get().equals(used) ? Source.INSTALLED : Source.NAMED, folder);
    }

    /**
     * Says what to do if the engine does not start with them.
     *
     * @return a clause; empty for those on the class path
     */
    public Optional<String> advice() {
        return switch (source) {
            case CLASS_PATH -> Optional.empty();
            case INSTALLED ->
                    folder.map(
                            f ->
                                    String.format(
                                            Locale.ROOT,
                                            "The libraries are those that `%s` unpacked into %s;"
                                                    + " set %s=cpu to ignore them",
                                            CudaLibraries.COMMAND,
                                            f,
                                            FLAVOR));
            case NAMED ->
                    folder.map(
                            f ->
                                    String.format(
                                            Locale.ROOT,
                                            "The libraries are those in %s; to skip files there"
                                                    + " that the engine does not need, list them"
                                                    + " in %s, separated by commas",
                                            f,
                                            EXCLUSION));
        };
    }

    private static boolean installedServe() {
        return !NativeExecutable.running()
                && CudaLibraries.installed().areWhole()
                && CudaDriver.find().fault().isEmpty()
                && CudaDriver.find().gpus().stream().anyMatch(Gpu::runsInstalledLibraries);
    }

    /**
     * Prepares a folder of libtorch for CUDA, if it is one: its runtime of CUDA is preferred to
     * others, and what it holds beside what the engine needs is not loaded.
     *
     * @param folder the folder
     */
    public static void prepare(Path folder) {
        if (NativeExecutable.running() || !isForCuda(folder)) {
            return;
        }
        Cudart.prefer(folder);
        if (System.getenv(EXCLUSION) == null) { // else DJL reads no property
            exclude(folder);
        }
    }

    private static void exclude(Path folder) {
        try {
            List<String> names = new ArrayList<>(LoadedLibraries.excluded(folder));
            Stream.of(System.getProperty(EXCLUSION, "").split(","))
                    .filter(name -> !name.isEmpty() && !names.contains(name))
                    .forEach(names::add);
            System.setProperty(EXCLUSION, String.join(",", names));
        } catch (IOException | UncheckedIOException e) {
            return; // DJL says what it cannot read
        }
    }

    /**
     * Finds out what the libraries in a folder were built for. DJL takes all for {@code
     * cpu-precxx11}, of which it has no native code.
     *
     * @param folder a folder of libtorch
     * @return {@code cu128} or {@code cpu}
     */
    public static String flavor(Path folder) {
        return isForCuda(folder) ? CudaLibraries.FLAVOR : "cpu";
    }

    /**
     * Whether an engine with the libraries in a folder can compute on a GPU. The engine itself says
     * so only where there is one.
     *
     * @param folder the folder that it has loaded
     * @return whether they include PyTorch's for CUDA, and no variable names another build
     */
    public static boolean areForCuda(Path folder) {
        return isForCuda(folder) && given(FLAVOR).orElse(CudaLibraries.FLAVOR).startsWith("cu");
    }

    private static boolean isForCuda(Path folder) {
        return Files.isRegularFile(folder.resolve(TORCH_CUDA));
    }

    /** The folder that DJL takes of those in a path, which may name the library itself. */
    private static Optional<Path> holder(String path) {
        for (String entry : path.split(File.pathSeparator)) {
            Path place = Path.of(entry);
            if (Files.isRegularFile(place.resolve(TORCH))) {
                return Optional.of(place.toAbsolutePath());
            }
            if (Files.isRegularFile(place) && place.endsWith(TORCH)) {
                return Optional.of(place.toAbsolutePath().getParent());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> given(String name) {
        return Optional.ofNullable(Utils.getEnvOrSystemProperty(name))
                .filter(value -> !value.isEmpty());
    }
}
