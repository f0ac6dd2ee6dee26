package io.ctattention.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {

    @TempDir Path folder;

    /** Takes a folder and keeps it until the process ends. */
    public static final class Holder {
        public static void main(String[] folder) throws IOException {
            try (FolderLock lock = FolderLock.take(Path.of(folder[0]))) {
                System.out.write('\n');
                System.out.flush();
                System.in.read();
            }
        }
    }

    private Process holder() throws IOException {
        return new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
    }

    @Test
    void anotherProcessIsNamedAndItsDeathFreesTheFolder() throws Exception {
        Process other = holder();
        assertThat(other.getInputStream().read()).isEqualTo('\n');

        assertThatThrownBy(() -> FolderLock.take(folder))
                .isInstanceOf(FileSystemException.class)
                .hasMessageMatching(
                        String.format(
                                Locale.ROOT,
                                "\\Q%s\\E: process %d on \\S+, since \\S+Z, is writing here; wait"
                                        + " until it is done, stop it, or choose another folder",
                                folder,
                                other.pid()));
        other.destroyForcibly().waitFor();

        FolderLock.take(folder).close();
    }

    @Test
    void aFullDiskIsNamed() throws IOException {
        Path full = Path.of("/dev/full");
        assumeThat(full).as("only Linux has a device that is always full").exists();
        Path file = Files.createSymbolicLink(folder.resolve(FolderLock.NAME), full);

        assertThatThrownBy(() -> FolderLock.take(folder))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(file + ": No space left on device");
    }

    @Test
    void aThreadTakesItsFolderAgainAndAnotherThreadDoesNot() throws IOException {
        try (FolderLock outer = FolderLock.take(folder)) {
            FolderLock.take(folder.resolve("../" + folder.getFileName())).close();

            assertThatThrownBy(() -> CompletableFuture.runAsync(this::take).join())
                    .isInstanceOf(CompletionException.class)
                    .rootCause()
                    .hasMessageContaining("another thread of this process is writing here");
        }
        CompletableFuture.runAsync(this::take).join();
    }

    private void take() {
        try {
            FolderLock.take(folder).close();
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    @Test
    void whatAThreadIsRefusedStaysLockedForOtherProcesses() throws Exception {
        try (FolderLock outer = FolderLock.take(folder)) {
            assertThatThrownBy(() -> CompletableFuture.runAsync(this::take).join())
                    .isInstanceOf(CompletionException.class);
            Process other = holder();
            other.getOutputStream().close(); // it ends, even if it got the folder
            byte[] said = other.getInputStream().readAllBytes();
            assertThat(new String(said, StandardCharsets.UTF_8))
                    .contains("process " + ProcessHandle.current().pid() + " on ");
        }
    }
}
