package io.ctattention.quarkus.runtime.device;

import io.ctattention.engine.EngineLibraries;
import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Tells the engine which PyTorch libraries to load. On the JVM those for CUDA serve where {@code
 * ct-attention cuda install} has laid them out and there is a GPU, else those in the jars on the
 * class path, unless a folder is configured. A native executable holds none: it takes the folder in
 * the environment variable {@code PYTORCH_LIBRARY_PATH}, the configured one, or {@value #FOLDER}
 * beside itself, which its build writes. Nothing is ever downloaded.
 */
public final class PyTorchLibraries {

    /** The folder beside a native executable that holds the libraries. */
    public static final String FOLDER = "libtorch";

    static final String PROPERTY = "quarkus.ct-attention.pytorch.library-path";
    static final String PATH = "PYTORCH_LIBRARY_PATH";
    static final String FLAVOR = "PYTORCH_FLAVOR";
    static final String VERSION = "PYTORCH_VERSION";

    private static final Logger LOG = Logger.getLogger(PyTorchLibraries.class);
    private static final String TORCH = System.mapLibraryName("torch");
    private static final String JNI = System.mapLibraryName("djl_torch");
    private static final List<String> LIBTORCH =
            List.of(System.mapLibraryName("c10"), TORCH, System.mapLibraryName("torch_cpu"));

    private final Map<String, String> environment;
    private final Optional<Path> executable;
    private PyTorchVersion version;

    /**
     * Creates a search.
     *
     * @param environment the environment variables
     * @param executable the native executable, empty on the JVM
     */
    PyTorchLibraries(Map<String, String> environment, Optional<Path> executable) {
        this.environment = environment;
        this.executable = executable;
    }

    /**
     * Chooses the libraries. To be called before the engine starts, which loads them once.
     *
     * @param folder a folder with libtorch, empty for the default
     * @param flavor the build of libtorch in the folder, such as {@code cpu} or {@code cu128};
     *     empty for {@code cu128} if it holds that of CUDA, else {@code cpu}
     * @throws ConfigurationException if the folder lacks libraries, or a native executable finds no
     *     folder; the message says where it looked and what is missing
     */
    public static void use(Optional<Path> folder, Optional<String> flavor) {
        boolean isNative = ImageMode.current() == ImageMode.NATIVE_RUN;
        boolean chosen = folder.isPresent() || System.getenv(PATH) != null;
        if (isNative || chosen) {
            Optional<Path> executable = isNative ? Optional.of(executable()) : Optional.empty();
            new PyTorchLibraries(System.getenv(), executable).choose(folder, flavor);
        }
    }

    private static Path executable() {
        String command = ProcessHandle.current().info().command().orElseThrow();
        try {
            return Path.of(command).toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    void choose(Optional<Path> configured, Optional<String> configuredFlavor) {
        Optional<String> path = given(PATH);
        Path chosen =
                path.map(PyTorchLibraries::holder)
                        .or(() -> configured.map(Path::toAbsolutePath))
                        .orElseGet(() -> executable.orElseThrow().resolveSibling(FOLDER));
        String flavor =
                given(FLAVOR)
                        .or(() -> configuredFlavor)
                        .orElseGet(() -> EngineLibraries.flavor(chosen));
        EngineLibraries.prepare(chosen); // before the version is read, for which DJL counts GPUs
        version = PyTorchVersion.read();
        if (path.isPresent()) { // DJL prefers it to the system property
            configured.ifPresent(f -> LOG.warnf("%s=%s overrides %s", PATH, path.get(), PROPERTY));
            requireWhole(chosen, flavor, PATH + " is %s");
        } else if (configured.isPresent()) {
            requireWhole(chosen, flavor, PROPERTY + " is %s");
            System.setProperty(PATH, chosen.toString());
        } else {
            String advice = ", the folder next to the executable; set %s to use another";
            requireWhole(
                    chosen, flavor, "looked in %s" + String.format(Locale.ROOT, advice, PROPERTY));
            System.setProperty(PATH, chosen.toString());
        }
        System.setProperty(FLAVOR, flavor);
        System.setProperty(VERSION, given(VERSION).orElse(version.pytorch()));
    }

    private Optional<String> given(String variable) {
        return Optional.ofNullable(environment.get(variable));
    }

    /** Finds the folder that DJL takes of those in a path. */
    private static Path holder(String path) {
        List<Path> folders = Stream.of(path.split(File.pathSeparator)).map(Path::of).toList();
        return folders.stream()
                .filter(folder -> Files.isRegularFile(folder.resolve(TORCH)))
                .findFirst()
                .orElse(folders.get(0));
    }

    private void requireWhole(Path folder, String flavor, String source) {
        List<String> needed = new ArrayList<>(LIBTORCH);
        if (executable.isPresent() || !version.hasJni(flavor, JNI)) {
            needed.add(JNI);
        }
        List<String> missing = needed.stream().filter(name -> !isIn(folder, name)).toList();
        if (missing.isEmpty()) {
            return;
        }
        String found = Files.isDirectory(folder) ? "missing are " + missing : "there is no folder";
        throw new ConfigurationException(
                String.format(
                        Locale.ROOT,
                        "PyTorch %s (%s, %s) needs %s: %s, %s",
                        version.pytorch(),
                        flavor,
                        version.classifier(),
                        String.join(", ", needed),
                        String.format(Locale.ROOT, source, folder),
                        found),
                Set.of(PROPERTY));
    }

    private boolean isIn(Path folder, String name) {
        return Files.isRegularFile(folder.resolve(name))
                || name.equals(JNI) // DJL's cache puts its version before the name
                        && Files.isRegularFile(folder.resolve(version.djl() + "-" + name));
    }
}
