package io.ctattention.cli.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.JsonObject;
import io.ctattention.cli.Fixtures;
import io.ctattention.engine.CudaArtifact;
import io.ctattention.engine.CudaDriver;
import io.ctattention.engine.CudaInstallation;
import io.ctattention.engine.CudaLibraries;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * PyTorch's libraries for CUDA on a machine without a GPU, which the profile cuda-libraries runs:
 * those of PyTorch and OpenBLAS are the real ones, those of NVIDIA are stubs.
 */
@EnabledIfSystemProperty(named = "ct-attention.cuda-libraries", matches = "true")
@TestMethodOrder(MethodOrderer.MethodName.class)
class CudaLibrariesIT {

    private static final Path WORK = Path.of("target/cuda-libraries").toAbsolutePath();
    private static final Path CACHE = WORK.resolve("cache");
    private static final CudaLibraries LIBRARIES =
            new CudaLibraries(CACHE.resolve("ct-attention-cuda-2.7.1-cu128"));

    @BeforeAll
    static void layOut() throws Exception {
        Files.createDirectories(WORK);
        String reason = unable();
        if (!reason.isEmpty()) {
            System.out.println("PyTorch's libraries for CUDA are not tried: " + reason);
        }
        assumeThat(reason).isEmpty();
        List<CudaArtifact> withoutNvidia = CudaArtifact.ALL.subList(0, 2);
        List<Path> jars =
                new MavenJars(withoutNvidia)
                        .resolve(
                                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                                () -> false);
        new CudaInstallation(withoutNvidia, (library, bytes) -> {}).install(LIBRARIES, jars);
        CudaStubs.make(LIBRARIES.folder());
        CudaStubs.makeDriver(WORK.resolve("driver"));
    }

    @AfterAll
    static void delete() throws IOException {
        try (Stream<Path> files = Files.walk(WORK)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String unable() throws IOException {
        if (!System.getProperty("os.name").equals("Linux")
                || !System.getProperty("os.arch").equals("amd64")) {
            return "they are for Linux on x86-64";
        }
        if (CudaDriver.isInKernel()) {
            return "this machine has a GPU, for which stubs are no test";
        }
        if (Files.getFileStore(WORK).getUsableSpace() < 4_000_000_000L) {
            return "there are less than 4 GB of free disk";
        }
        for (String program : List.of("cc", "readelf")) {
            if (Stream.of(System.getenv("PATH").split(":"))
                    .noneMatch(folder -> Files.isExecutable(Path.of(folder, program)))) {
                return "there is no " + program;
            }
        }
        return "";
    }

    private record Ended(int exitCode, String out, String err) {}

    private static Ended run(Map<String, String> environment, String... arguments)
            throws Exception {
        List<String> command = new ArrayList<>(Fixtures.program());
        command.addAll(List.of(arguments));
        Path out = WORK.resolve("out.txt");
        Path err = WORK.resolve("err.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(WORK.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("PYTORCH_") || name.equals("LD_LIBRARY_PATH"));
        builder.environment().put("DJL_CACHE_DIR", CACHE.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private static Map<String, String> named() {
        return Map.of("PYTORCH_LIBRARY_PATH", LIBRARIES.folder().toString());
    }

    private static JsonObject devices(Map<String, String> environment) throws Exception {
        Ended end = run(environment, "devices", "--json");
        assertThat(end.exitCode()).as(end.err() + end.out()).isZero();
        return Fixtures.json(end.out()).getAsJsonObject();
    }

    @Test
    void theEngineStartsWithThemAndCountsNoGpu() throws Exception {
        JsonObject facts = devices(named());
        assertThat(facts.get("build").getAsString()).isEqualTo("cuda");
        assertThat(facts.get("source").getAsString()).isEqualTo("PYTORCH_LIBRARY_PATH");
        assertThat(facts.get("libraries").getAsString()).isEqualTo(LIBRARIES.folder().toString());
        assertThat(facts.getAsJsonArray("devices")).hasSize(1);
        assertThat(facts.getAsJsonArray("missing").get(0).getAsString())
                .isEqualTo("There is no NVIDIA driver: its library libcuda.so.1 is not found.");
    }

    @Test
    void itTrainsAndPredictsOnTheCpu() throws Exception {
        assertThat(run(named(), "dataset", "phantom", "-n", "12", "-o", "slices").exitCode())
                .isZero();
        Ended train = run(named(), "train", "slices", "--size", "36", "--epochs", "1", "-o", "run");
        assertThat(train.exitCode()).as(train.err()).isZero();
        Ended predict =
                run(named(), "predict", "run/best", "slices/COVID/phantom-00002.png", "--json");
        assertThat(predict.exitCode()).as(predict.err()).isZero();
        assertThat(Fixtures.json(predict.out())).isNotNull();
    }

    @Test
    void aGpuThatIsAskedForIsRefusedInTheSentenceThatNamesTheDriver() throws Exception {
        Fixtures.slices(WORK.resolve("data"));
        Ended end = run(named(), "train", "data", "--size", "36", "-o", "cuda", "--device", "cuda");
        assertThat(end.exitCode()).isEqualTo(1);
        assertThat(end.err().strip())
                .isEqualTo(
                        "ct-attention: Device cuda does not exist: PyTorch 2.7.1 (libraries in "
                                + LIBRARIES.folder()
                                + ") sees no CUDA device. There is no NVIDIA driver: its library"
                                + " libcuda.so.1 is not found. Or use the device cpu.");
    }

    @Test
    void whereADriverShowsAGpuTheyAreUsedWithoutAVariable() throws Exception {
        assertThat(devices(Map.of()).get("source").getAsString())
                .as("without a driver")
                .isEqualTo("the class path");

        JsonObject facts = devices(Map.of("LD_LIBRARY_PATH", WORK.resolve("driver").toString()));
        assertThat(facts.get("source").getAsString()).isEqualTo("ct-attention cuda install");
        assertThat(facts.get("build").getAsString()).isEqualTo("cuda");
        assertThat(facts.getAsJsonArray("gpus").get(0).getAsJsonObject().get("name").getAsString())
                .isEqualTo("Stub 9000");
        assertThat(facts.getAsJsonArray("missing").get(0).getAsString())
                .startsWith(
                        "NVIDIA's driver (CUDA 12.8) shows Stub 9000 (compute capability 8.6), but")
                .endsWith("says: a stub (100).");
    }
}
