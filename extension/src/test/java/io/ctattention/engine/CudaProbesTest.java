package io.ctattention.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.model.PyTorch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Libraries of C that only return a number, in place of NVIDIA's. */
class CudaProbesTest {

    private static final String DRIVER =
            """
            #include <string.h>
            int cuInit(int flags) { return INIT; }
            int cuDriverGetVersion(int *v) { *v = VERSION; return 0; }
            int cuDeviceGetCount(int *n) { *n = 1; return 0; }
            int cuDeviceGet(int *device, int index) { *device = index; return 0; }
            int cuDeviceGetName(char *name, int length, int device) { strcpy(name, "Stub 9000"); return 0; }
            int cuDeviceTotalMem_v2(unsigned long *bytes, int device) { *bytes = 16000000000; return 0; }
            int cuDeviceGetAttribute(int *value, int what, int device) { *value = what == 75 ? MAJOR : 6; return 0; }
            int cuGetErrorName(int error, const char **name) { *name = "CUDA_ERROR_NO_DEVICE"; return 0; }
            """;

    private static final String RUNTIME =
            """
            int cudaGetDeviceCount(int *n) { *n = COUNT; return RESULT; }
            int cudaRuntimeGetVersion(int *v) { *v = 12080; return 0; }
            int cudaDeviceGetAttribute(int *value, int what, int device) { *value = 8; return 0; }
            const char *cudaGetErrorString(int error) { return "no such luck"; }
            """;

    @TempDir Path folder;

    @BeforeEach
    void requireCompiler() {
        CompiledLibrary.requireCompiler();
    }

    private Map<String, String> driver(int init, int version, int major) throws Exception {
        Path library = folder.resolve("driver/libcuda.so.1");
        CompiledLibrary.make(
                library, DRIVER, "-DINIT=" + init, "-DVERSION=" + version, "-DMAJOR=" + major);
        return Map.of(
                "LD_LIBRARY_PATH",
                library.getParent().toString(),
                "DJL_CACHE_DIR",
                folder.resolve("cache").toString());
    }

    private Path runtime(String file, int count, int result) throws Exception {
        return CompiledLibrary.make(
                folder.resolve(file), RUNTIME, "-DCOUNT=" + count, "-DRESULT=" + result);
    }

    private String probe(String what, Map<String, String> environment) throws Exception {
        return ProbeProcess.run(folder, what, environment);
    }

    @Test
    void theDriverIsAskedForItsGpus() throws Exception {
        assertThat(probe("driver", driver(0, 12080, 8)))
                .isEqualTo(
                        "CudaDriver[cuda=Optional[12.8], gpus=[Gpu[name=Stub 9000, major=8,"
                                + " minor=6, memoryBytes=16000000000]], fault=Optional.empty]");
    }

    @Test
    void aDriverThatRefusesIsQuoted() throws Exception {
        assertThat(probe("driver", driver(100, 12080, 8)))
                .endsWith(
                        "gpus=[], fault=Optional[NVIDIA's driver reports an error:"
                                + " CUDA_ERROR_NO_DEVICE (100)]]");
    }

    @Test
    void aDriverForAnEarlierCudaIsTooOld() throws Exception {
        assertThat(probe("driver", driver(0, 11040, 8)))
                .endsWith(
                        "fault=Optional[NVIDIA's driver is for CUDA 11.4, and version 525 or later"
                                + " is needed]]");
    }

    private Path libtorch() throws IOException {
        Path libtorch = Files.createDirectories(folder.resolve("libtorch"));
        for (String name : List.of("libtorch.so", "libtorch_cuda.so")) {
            Files.createFile(libtorch.resolve(name));
        }
        return libtorch;
    }

    /** A toolkit of another version, as in the folders of the system's loader. */
    private Map<String, String> toolkit(Path libtorch) throws Exception {
        Path toolkit = runtime("toolkit/libcudart.so", 7, 0).getParent();
        return Map.of(
                "LD_LIBRARY_PATH", toolkit.toString(),
                "PYTORCH_LIBRARY_PATH", libtorch.toString(),
                "DJL_CACHE_DIR", folder.resolve("cache").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "libcudart-218eec4c.so.12",
                "libcudart.so.12",
                "libcudart.so.12.9.79",
                "libcudart.so"
            })
    void theRuntimeBesideLibtorchCountsTheGpus(String name) throws Exception {
        Path libtorch = libtorch();
        runtime("libtorch/" + name, 3, 0);

        assertThat(probe("count", toolkit(libtorch))).isEqualTo("3");
    }

    @Test
    void withoutOneTheSystemsCounts() throws Exception {
        assertThat(probe("count", toolkit(libtorch()))).isEqualTo("7");
    }

    @Test
    void aRuntimeThatFindsNoGpuIsQuotedBesideTheDriverThatDoes() throws Exception {
        Map<String, String> environment = new HashMap<>(driver(0, 12080, 8));
        runtime("driver/libcudart.so", 0, 35);

        assertThat(probe("missing", environment))
                .isEqualTo(
                        "NVIDIA's driver (CUDA 12.8) shows Stub 9000 (compute capability 8.6), but"
                                + " CUDA's runtime (libcudart.so) says: no such luck (35).");
    }

    private Path installed() throws IOException {
        Path installed = folder.resolve("cache/ct-attention-cuda-2.7.1-cu128");
        Files.createDirectories(installed);
        for (String name : List.of("libtorch.so", "libtorch_cuda.so")) {
            Files.createFile(installed.resolve(name));
        }
        Files.write(installed.resolve(CudaLibraries.MANIFEST), CudaLibraries.manifest(installed));
        return installed;
    }

    @Test
    void installedLibrariesAreUsedWhereThereIsAGpuForThem() throws Exception {
        Path installed = installed();
        assertThat(probe("choice", driver(0, 12080, 8)))
                .isEqualTo("EngineLibraries[source=INSTALLED, folder=Optional[" + installed + "]]");
        assertThat(probe("choice", driver(0, 12080, 12))).as("too new").contains("CLASS_PATH");
        assertThat(probe("choice", driver(100, 12080, 8))).as("no GPU").contains("CLASS_PATH");

        Map<String, String> opted = new HashMap<>(driver(0, 12080, 8));
        opted.put("PYTORCH_FLAVOR", "cpu");
        assertThat(probe("choice", opted)).contains("CLASS_PATH");

        Files.writeString(installed.resolve("libtorch.so"), "longer");
        assertThat(probe("choice", driver(0, 12080, 8)))
                .as("are incomplete")
                .contains("CLASS_PATH");
    }

    @Test
    void aLibraryThatNeedsAMissingOneIsNotLoaded() throws Exception {
        Path libtorch = Files.createDirectory(folder.resolve("libtorch"));
        PyTorch.engine();
        try (Stream<Path> files = Files.list(Path.of(PyTorch.libraryFolder()))) {
            for (Path file : files.toList()) {
                Files.createSymbolicLink(libtorch.resolve(file.getFileName()), file.toRealPath());
            }
        }
        Path missing =
                CompiledLibrary.make(folder.resolve("libmlx5.so.1"), "int mlx5() { return 1; }");
        CompiledLibrary.make(
                libtorch.resolve("libcufile_rdma.so.1"),
                "int mlx5(); int rdma() { return mlx5(); }",
                missing.toString());
        Files.delete(missing);
        CompiledLibrary.make(libtorch.resolve("libtorch_cuda.so"), "int none() { return 0; }");
        Map<String, String> environment =
                new HashMap<>(
                        Map.of(
                                "PYTORCH_LIBRARY_PATH", libtorch.toString(),
                                "PYTORCH_FLAVOR", "cpu",
                                "OMP_WAIT_POLICY", "passive"));

        assertThat(probe("engine", environment)).endsWith("3.");

        environment.put("PYTORCH_LIBRARY_EXCLUSION", ""); // as DJL does it alone
        assertThat(probe("engine", environment))
                .contains("PyTorch cannot be started (UnsatisfiedLinkError: ")
                .contains("libcufile_rdma.so.1")
                .contains("list them in PYTORCH_LIBRARY_EXCLUSION");
        unlink(libtorch);
    }

    /** So that nobody has to wonder whether JUnit deletes what the links lead to. */
    private static void unlink(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isSymbolicLink).toList()) {
                Files.delete(file);
            }
        }
    }
}
