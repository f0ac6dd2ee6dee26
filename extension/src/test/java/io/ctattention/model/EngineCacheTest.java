package io.ctattention.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a user of Windows has a home")
class EngineCacheTest {

    @TempDir Path temporary;

    /** As Java sees a user without an entry in the password file. */
    private EngineCache homeless(Map<String, String> environment) {
        return new EngineCache(
                environment::get,
                Map.of("user.home", "?", "java.io.tmpdir", temporary.toString())::get);
    }

    private Path own() throws IOException {
        return temporary.resolve(".djl.ai-" + Files.getOwner(temporary).getName());
    }

    @Test
    void aUserWithoutAHomeGetsAFolderThatOnlyHeCanWrite() throws IOException {
        EngineCache cache = homeless(Map.of());

        assertThat(cache.needed()).isTrue();
        assertThat(cache.folder()).contains(own());
        assertThat(cache.folder()).as("again").contains(own());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own())))
                .isEqualTo("rwx------");
        assertThat(temporary)
                .isDirectoryNotContaining(file -> !file.toString().contains(".djl.ai"));
    }

    @Test
    void processesThatStartTogetherGetTheSameFolder() throws Exception {
        int starting = 8;
        ExecutorService processes = Executors.newFixedThreadPool(starting);
        try {
            for (int round = 0; round < 20; round++) {
                CyclicBarrier together = new CyclicBarrier(starting);
                Callable<Optional<Path>> start =
                        () -> {
                            together.await();
                            return homeless(Map.of()).folder();
                        };
                for (var folder : processes.invokeAll(Collections.nCopies(starting, start))) {
                    assertThat(folder.get()).contains(own());
                }
                Files.delete(own());
            }
        } finally {
            processes.shutdownNow();
        }
    }

    @Test
    void aFolderThatSomebodyElsePutThereIsNotUsed() throws IOException {
        Files.createDirectory(own());
        Files.setPosixFilePermissions(own(), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(homeless(Map.of()).folder()).isEmpty();

        Files.delete(own());
        Files.createSymbolicLink(own(), Files.createDirectory(temporary.resolve("elsewhere")));
        assertThat(homeless(Map.of()).folder()).isEmpty();
    }

    @Test
    void theUsersOwnFoldersComeBeforeJavas() throws IOException {
        Path cache = Files.createDirectory(temporary.resolve("cache"));
        Path tmp = Files.createDirectory(temporary.resolve("tmp"));

        assertThat(homeless(Map.of("TMPDIR", tmp.toString())).folder().orElseThrow())
                .hasParent(tmp);
        assertThat(
                        homeless(
                                        Map.of(
                                                "XDG_CACHE_HOME",
                                                cache.toString(),
                                                "TMPDIR",
                                                tmp.toString()))
                                .folder()
                                .orElseThrow())
                .hasParent(cache);
        assertThat(homeless(Map.of("XDG_CACHE_HOME", "cache", "TMPDIR", "/nowhere")).folder())
                .as("neither is there")
                .contains(own());
    }

    @Test
    void whoHasAHomeOrNamesAFolderKeepsIt() {
        assertThat(homeless(Map.of("DJL_CACHE_DIR", "/cache")).needed()).isFalse();
        assertThat(
                        new EngineCache(
                                        name -> null,
                                        Map.of("user.home", temporary.toString())::get)
                                .needed())
                .isFalse();
    }
}
