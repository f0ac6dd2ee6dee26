package io.ctattention.model;

import ai.djl.engine.EngineException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The variables that tell DJL which native libraries to load, often set for another program.
 * Settings that DJL would ignore silently, or download for, are reported before it starts.
 *
 * @param value returns an environment variable, else the system property of that name, or null
 */
record EngineSettings(UnaryOperator<String> value) {

    private static final String PATH = "PYTORCH_LIBRARY_PATH";
    private static final String VERSION = "PYTORCH_VERSION";
    private static final String TORCH = System.mapLibraryName("torch");

    private static final List<String> NAMES =
            List.of(
                    PATH,
                    VERSION,
                    "PYTORCH_FLAVOR",
                    "PYTORCH_LIBRARY_EXCLUSION",
                    "PYTORCH_PRECXX11",
                    "DJL_DEFAULT_ENGINE",
                    EngineCache.FOLDER,
                    "ENGINE_CACHE_DIR",
                    "DJL_OFFLINE",
                    "LD_LIBRARY_PATH",
                    "LD_PRELOAD");

    /**
     * Checks them.
     *
     * @param version the version of PyTorch that DJL's native code is made for
     * @param libraries whether libraries are on the class path, so that none need be downloaded
     * @throws EngineException naming the variable, its value and what to do
     */
    void require(String version, boolean libraries) {
        String path = given(PATH);
        if (!path.isEmpty() && Stream.of(path.split(File.pathSeparator)).noneMatch(this::holds)) {
            throw new EngineException(
                    String.format(
                            Locale.ROOT,
                            "%s is %s: there is no %s; set it to the folder of libtorch %s that"
                                    + " holds it, or unset it",
                            PATH,
                            path,
                            TORCH,
                            version));
        }
        String other = given(VERSION);
        if ((libraries || !path.isEmpty()) && !version.startsWith(other)) {
            throw new EngineException(
                    String.format(
                            Locale.ROOT,
                            "%s is %s: this program is made for %s and downloads no other; unset"
                                    + " it",
                            VERSION,
                            other,
                            version));
        }
    }

    /** Whether the libraries need not be unpacked. */
    boolean namesLibraries() {
        return !given(PATH).isEmpty();
    }

    private boolean holds(String entry) {
        Path path = Path.of(entry);
        return Files.isRegularFile(path.resolve(TORCH))
                || Files.isRegularFile(path) && path.endsWith(TORCH);
    }

    /** The variables that are set, in a sentence; empty if there are none. */
    String text() {
        String set =
                NAMES.stream()
                        .filter(name -> !given(name).isEmpty())
                        .map(name -> name + "=" + given(name))
                        .collect(Collectors.joining(", "));
        return set.isEmpty() ? "" : " These environment variables are set: " + set;
    }

    private String given(String name) {
        String set = value.apply(name);
        return set == null ? "" : set;
    }
}
