package io.ctattention.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingCudaTest {

    private static final CudaDriver ABSENT =
            new CudaDriver(Optional.empty(), List.of(), Optional.of("there is no driver"));

    @TempDir Path folder;

    private static CudaDriver with(int major) {
        Gpu gpu = new Gpu("GPU X", major, 0, 1);
        return new CudaDriver(Optional.of("12.8"), List.of(gpu), Optional.empty());
    }

    private String reason(boolean cudaBuild, CudaDriver driver) {
        return MissingCuda.reason(
                cudaBuild, driver, new CudaLibraries(folder), "PYTORCH_FLAVOR=cpu");
    }

    private void install() throws IOException {
        Files.write(folder.resolve(CudaLibraries.MANIFEST), CudaLibraries.manifest(folder));
    }

    @Test
    void withoutADriverThatIsTheReason() throws IOException {
        assertThat(reason(true, ABSENT)).isEqualTo("There is no driver.");
        assertThat(reason(false, ABSENT))
                .isEqualTo(
                        "There is no driver. Also, PyTorch's libraries here are the build for the CPU:"
                                + " `ct-attention cuda install` installs those for CUDA.");
        install();
        assertThat(reason(false, ABSENT))
                .isEqualTo(
                        "There is no driver. With a driver, the CUDA libraries in %s are used.",
                        folder);
    }

    @Test
    void withADriverAndTheBuildForTheCpuItIsTheLibraries() throws IOException {
        String shown = "NVIDIA's driver shows GPU X (compute capability 8.0), but ";
        assertThat(reason(false, with(8)))
                .isEqualTo(
                        shown
                                + "these libraries are the build for the CPU: `ct-attention cuda"
                                + " install` installs those for CUDA.");
        install();
        assertThat(reason(false, with(8)))
                .isEqualTo(
                        shown
                                + "the CUDA libraries in %s are ignored because of"
                                + " PYTORCH_FLAVOR=cpu.",
                        folder);
        Files.writeString(folder.resolve(CudaLibraries.MANIFEST), "PyTorch 2.7.1 cu128\n5 liba.so");
        assertThat(reason(false, with(8)))
                .isEqualTo(
                        shown
                                + "the CUDA libraries in %s are incomplete (liba.so is missing):"
                                + " `ct-attention cuda install` installs them again.",
                        folder);
    }

    @Test
    void aGpuThatIsTooNewForTheLibrariesIsSentToPyTorchsOwn() {
        assertThat(reason(false, with(12)))
                .contains("contain code for compute capability 5.0 to 9.0 only")
                .contains("PyTorch's own archive in docs/cuda.md");
    }

    @Test
    void aNativeExecutableComputesOnTheCpu() {
        String key = "org.graalvm.nativeimage.imagecode";
        System.setProperty(key, "runtime");
        try {
            assertThat(reason(true, with(8)))
                    .isEqualTo(
                            "A native executable computes on the CPU and does not look for a GPU;"
                                    + " the same program on the JVM uses CUDA.");
        } finally {
            System.clearProperty(key);
        }
    }
}
