package io.ctattention.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadedLibrariesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "libtorch_cuda.so",
                "libcudart-218eec4c.so.12",
                "libcudart.so.12",
                "libcudnn_engines_precompiled.so.9",
                "libnvrtc-builtins.so.12.9",
                "libnvrtc-builtins-9c38ebd8.so.12.8",
                "libgomp-24e2ab19.so.1",
                "libdjl_torch.so",
                "0.35.1-libdjl_torch.so"
            })
    void whatTheEngineNeedsIsLoaded(String name) {
        assertThat(LoadedLibraries.isNeeded(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "libcufile_rdma.so.1",
                "libtorch_python.so",
                "libtorchbind_test.so",
                "libshm.so",
                "libgcc_s.so.1",
                "libnvperf_host.so"
            })
    void othersAreNot(String name) {
        assertThat(LoadedLibraries.isNeeded(name)).isFalse();
    }

    @Test
    void everythingThatIsInstalledIsNeeded() {
        assertThat(CudaArtifact.ALL)
                .flatMap(CudaArtifact::libraries)
                .hasSize(30)
                .allMatch(LoadedLibraries::isNeeded);
    }

    @Test
    void librariesOfFoldersBelowAreLeftOutToo(@TempDir Path folder) throws IOException {
        Path below = Files.createDirectory(folder.resolve("plugins"));
        for (String file : List.of("libtorch.so", "libb.so.1", "notes.txt", "liba.a")) {
            Files.createFile(folder.resolve(file));
        }
        Files.createFile(below.resolve("liba.so"));

        assertThat(LoadedLibraries.excluded(folder)).containsExactly("liba.so", "libb.so.1");
    }
}
