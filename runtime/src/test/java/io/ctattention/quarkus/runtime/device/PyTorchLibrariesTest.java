package io.ctattention.quarkus.runtime.device;

import static io.ctattention.engine.EngineLibraries.EXCLUSION;
import static io.ctattention.quarkus.runtime.device.PyTorchLibraries.FLAVOR;
import static io.ctattention.quarkus.runtime.device.PyTorchLibraries.PATH;
import static io.ctattention.quarkus.runtime.device.PyTorchLibraries.VERSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PyTorchLibrariesTest {

    private static final String JNI = System.mapLibraryName("djl_torch");
    private static final String TORCH = System.mapLibraryName("torch");
    private static final List<String> LIBTORCH =
            List.of(System.mapLibraryName("c10"), TORCH, System.mapLibraryName("torch_cpu"));

    @TempDir Path temporary;

    @BeforeEach
    @AfterEach
    void forget() {
        Stream.of(PATH, FLAVOR, VERSION, EXCLUSION).forEach(System::clearProperty);
    }

    @Test
    void theJvmTakesItsJarsUnlessAFolderIsConfigured() {
        PyTorchLibraries.use(Optional.empty(), Optional.of("cu128"));
        assertThat(System.getProperties()).doesNotContainKeys(PATH, FLAVOR, VERSION);
    }

    @Test
    void theJvmTakesTheJniForAConfiguredFolderFromItsJars() throws IOException {
        Path folder = folder("configured", LIBTORCH);
        PyTorchLibraries.use(Optional.of(folder), Optional.empty());
        assertThat(System.getProperty(PATH)).isEqualTo(folder.toString());
        assertThat(System.getProperty(FLAVOR)).isEqualTo("cpu");
        assertThat(System.getProperty(VERSION)).isEqualTo("2.7.1");
    }

    @Test
    void theFlavorIsTheConfiguredOne() throws IOException {
        Path folder = folder("configured", LIBTORCH);
        Files.createFile(folder.resolve(JNI));
        PyTorchLibraries.use(Optional.of(folder), Optional.of("cu999"));
        assertThat(System.getProperty(FLAVOR)).isEqualTo("cu999");
    }

    @Test
    void aFolderForCudaIsTakenForThatAndOnlyWhatIsNeededIsLoaded() throws IOException {
        Path folder = folder("cuda", LIBTORCH);
        Files.createFile(folder.resolve(System.mapLibraryName("torch_cuda")));
        Files.createFile(folder.resolve("libcufile_rdma.so.1"));
        PyTorchLibraries.use(Optional.of(folder), Optional.empty());
        assertThat(System.getProperty(FLAVOR)).isEqualTo("cu128");
        assertThat(System.getProperty(EXCLUSION)).isEqualTo("libcufile_rdma.so.1");
    }

    @Test
    void aFlavorThatTheJarsHaveNoJniForNeedsItInTheFolder() throws IOException {
        Path folder = folder("configured", LIBTORCH);
        assertThatThrownBy(
                        () ->
                                PyTorchLibraries.use(
                                        Optional.of(folder), Optional.of("cpu-precxx11")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(String.format(Locale.ROOT, "missing are [%s]", JNI));
    }

    @Test
    void anIncompleteFolderIsAnErrorThatNamesThePropertyTheFolderAndTheFiles() throws IOException {
        Path folder = folder("configured", LIBTORCH.subList(0, 1));
        assertThatThrownBy(() -> PyTorchLibraries.use(Optional.of(folder), Optional.empty()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("PyTorch 2.7.1 (cpu, ")
                .hasMessageEndingWith(
                        String.format(
                                Locale.ROOT,
                                "needs %s: quarkus.ct-attention.pytorch.library-path is %s, missing are %s",
                                String.join(", ", LIBTORCH),
                                folder,
                                LIBTORCH.subList(1, 3)));
        assertThat(System.getProperties()).doesNotContainKeys(PATH, FLAVOR, VERSION);
    }

    @Test
    void anExecutableTakesTheFolderBesideItself() throws IOException {
        Path folder = folder("libtorch", LIBTORCH);
        Files.createFile(folder.resolve(JNI));
        executable(Map.of()).choose(Optional.empty(), Optional.empty());
        assertThat(System.getProperty(PATH)).isEqualTo(folder.toString());
        assertThat(System.getProperty(FLAVOR)).isEqualTo("cpu");
    }

    @Test
    void anExecutableWithoutAFolderSaysWhereItLooked() {
        assertThatThrownBy(() -> executable(Map.of()).choose(Optional.empty(), Optional.empty()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageEndingWith(
                        "needs %s, %s: looked in %s, the folder next to the executable; set"
                                + " quarkus.ct-attention.pytorch.library-path to use another, there"
                                + " is no folder",
                        String.join(", ", LIBTORCH), JNI, temporary.resolve("libtorch"));
    }

    @Test
    void anExecutableNeedsTheJniInTheFolder() throws IOException {
        Path folder = folder("configured", LIBTORCH);
        assertThatThrownBy(() -> executable(Map.of()).choose(Optional.of(folder), Optional.empty()))
                .hasMessageContaining(String.format(Locale.ROOT, "missing are [%s]", JNI));
    }

    @Test
    void theJniMayBearDjlsVersionAsInItsCache() throws IOException {
        Path folder = folder("configured", LIBTORCH);
        Files.createFile(folder.resolve("0.35.1-" + JNI));
        executable(Map.of()).choose(Optional.of(folder), Optional.empty());
        assertThat(System.getProperty(PATH)).isEqualTo(folder.toString());
    }

    @Test
    void theEnvironmentWins() throws IOException {
        Path folder = folder("environment", LIBTORCH);
        Files.createFile(folder.resolve(JNI));
        String path = temporary.resolve("none") + File.pathSeparator + folder;
        executable(Map.of(PATH, path, FLAVOR, "cu128", VERSION, "2.5.1"))
                .choose(Optional.of(temporary), Optional.of("cpu"));
        assertThat(System.getProperties()).doesNotContainKey(PATH);
        assertThat(System.getProperty(FLAVOR)).isEqualTo("cu128");
        assertThat(System.getProperty(VERSION)).isEqualTo("2.5.1");
    }

    @Test
    void aWrongFolderInTheEnvironmentIsAnErrorThatNamesTheVariable() {
        Map<String, String> environment = Map.of(PATH, temporary.toString());
        assertThatThrownBy(() -> executable(environment).choose(Optional.empty(), Optional.empty()))
                .hasMessageContaining(": PYTORCH_LIBRARY_PATH is %s, missing are", temporary);
    }

    private PyTorchLibraries executable(Map<String, String> environment) {
        return new PyTorchLibraries(environment, Optional.of(temporary.resolve("application")));
    }

    private Path folder(String name, List<String> files) throws IOException {
        Path folder = Files.createDirectory(temporary.resolve(name));
        for (String file : files) {
            Files.createFile(folder.resolve(file));
        }
        return folder;
    }
}
