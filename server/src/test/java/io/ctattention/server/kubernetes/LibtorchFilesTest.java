package io.ctattention.server.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the scripts of the CUDA image make of folders of libraries. */
class LibtorchFilesTest {

    private static final Path SCRIPTS = Path.of("../src/main/docker").toAbsolutePath().normalize();

    /** As PyTorch's archive names them. */
    private static final List<String> LOADED =
            List.of(
                    "libc10.so",
                    "libc10_cuda.so",
                    "libcudart-218eec4c.so.12",
                    "libcudnn_ops.so.9",
                    "libcufile.so.0",
                    "libcublasLt.so.12",
                    "libcusparseLt-6eb4e3ad.so.0",
                    "libgomp-98b21ff3.so.1",
                    "libnvrtc-b51b459d.so.12",
                    "libnvrtc-builtins.so.12.8",
                    "libtorch.so",
                    "libtorch_cpu.so",
                    "libtorch_cuda.so",
                    "libtorch_cuda_linalg.so");

    private static final List<String> LEFT_OUT =
            List.of(
                    "libaoti_custom_ops.so",
                    "libbackend_with_compiler.so",
                    "libcaffe2_nvrtc.so",
                    "libcufile_rdma.so.1",
                    "libjitbackend_test.so",
                    "libshm.so",
                    "libtorch_python.so",
                    "libtorchbind_test.so");

    private final Map<String, String> environment = new HashMap<>();

    @TempDir Path folder;

    @Test
    void onlyWhatTheEngineLoadsIsKeptAndCudartHasTheNameThatGpusAreCountedBy() throws Exception {
        Path from = files(LOADED, LEFT_OUT);
        Path to = folder.resolve("kept");

        String said = bash(0, "keep-libtorch.sh", from, to);

        assertThat(names(to))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(LOADED.stream(), Stream.of("libcudart.so")).toList());
        assertThat(Files.readSymbolicLink(to.resolve("libcudart.so")))
                .hasToString("libcudart-218eec4c.so.12");
        assertThat(said).contains("Left out: " + String.join(" ", LEFT_OUT));
    }

    @Test
    void anArchiveForTheCpuIsRefused() throws Exception {
        Path from = files(List.of("libc10.so", "libtorch.so", "libtorch_cpu.so"), List.of());

        assertThat(bash(1, "keep-libtorch.sh", from, folder.resolve("kept")))
                .contains(from + " is no CUDA build of libtorch: there is no libc10_cuda.so");
    }

    @Test
    void anArchiveIsTakenByItsHash() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "no curl");
        files(LOADED, LEFT_OUT);
        Files.move(
                folder.resolve("lib"),
                Files.createDirectory(folder.resolve("libtorch")).resolve("lib"));
        run(0, List.of("jar", "cfM", "libtorch.zip", "libtorch"));
        Path archive = folder.resolve("libtorch.zip");
        Path cache = Files.createDirectory(folder.resolve("cache"));
        Path to = folder.resolve("kept");
        environment.put("LIBTORCH_URL", archive.toUri().toString());
        environment.put("LIBTORCH_CACHE", cache.toString());

        environment.put("LIBTORCH_SHA256", "");
        assertThat(bash(1, "libtorch.sh", "pytorch", to))
                .contains("LIBTORCH_SHA256 is empty: give the SHA-256 of " + archive.toUri());
        environment.put("LIBTORCH_SHA256", "0".repeat(64));
        assertThat(bash(1, "libtorch.sh", "pytorch", to)).contains("has not the SHA-256 000");
        assertThat(cache).isEmptyDirectory();
        environment.put("LIBTORCH_SHA256", sha256(archive));
        bash(0, "libtorch.sh", "pytorch", to);

        assertThat(names(to))
                .hasSize(LOADED.size() + 1)
                .contains("libtorch_cuda.so", "libcudart.so");
        Files.delete(archive);
        bash(0, "libtorch.sh", "pytorch", folder.resolve("again"));
    }

    @Test
    void anotherSourceIsRefused() throws Exception {
        assertThat(bash(1, "libtorch.sh", "conda", folder))
                .contains("LIBTORCH_SOURCE is conda: maven or pytorch is needed");
    }

    @Test
    void aLibraryThatNeedsAMissingOneStopsTheBuildAndBothAreNamed() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/cc")), "no C compiler");
        compile("libmlx5.so.1");
        compile("libcuda.so.1");
        compile("libcufile_rdma.so.1", "-l:libmlx5.so.1", "-l:libcuda.so.1");
        compile("libc10.so");

        bash(0, "require-libraries.sh", folder);
        Files.delete(folder.resolve("libcuda.so.1")); // the driver's comes from the node
        bash(0, "require-libraries.sh", folder);
        Files.delete(folder.resolve("libmlx5.so.1"));

        assertThat(bash(1, "require-libraries.sh", folder))
                .contains("neither in " + folder + " nor in the base image")
                .contains("libmlx5.so.1, for libcufile_rdma.so.1")
                .doesNotContain("libcuda");
    }

    private Path files(List<String> some, List<String> others) throws IOException {
        Path from = Files.createDirectory(folder.resolve("lib"));
        for (List<String> names : List.of(some, others)) {
            for (String name : names) {
                Files.createFile(from.resolve(name));
            }
        }
        return from;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String sha256(Path file) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        return HexFormat.of().formatHex(hash);
    }

    private void compile(String name, String... needed) throws Exception {
        List<String> command =
                List.of(
                        "cc",
                        "-shared",
                        "-Wl,--no-as-needed",
                        "-Wl,-soname," + name,
                        "-o",
                        name,
                        "-L.");
        run(0, Stream.concat(command.stream(), Stream.of(needed)).toList());
    }

    private String bash(int expected, String script, Object... arguments) throws Exception {
        Stream<String> words = Stream.of("bash", SCRIPTS.resolve(script).toString());
        return run(
                expected,
                Stream.concat(words, Stream.of(arguments).map(Object::toString)).toList());
    }

    private String run(int expected, List<String> command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(expected);
        return said;
    }
}
