package io.ctattention.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    private static final Path FULL = Path.of("/dev/full");

    @TempDir Path folder;

    @Test
    void aDiskThatFillsUpLeavesTheOldFileAndNothingElseAndIsNamed() throws IOException {
        Path file = folder.resolve("history.csv");
        Files.writeString(file, "old");

        assertThatThrownBy(
                        () ->
                                AtomicFile.write(
                                        file,
                                        out -> {
                                            out.write(new byte[100_000]);
                                            throw new IOException("No space left on device");
                                        }))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(file + ": No space left on device");

        assertThat(file).hasContent("old");
        assertThat(folder).isDirectoryNotContaining(f -> !f.equals(file));
    }

    @Test
    void whatALargeOutputDeviceRefusesIsNamedAndTheDeviceStaysOne() {
        assumeThat(FULL).as("only Linux has a device that is always full").exists();

        assertThatThrownBy(() -> AtomicFile.writeString(FULL, "text"))
                .isInstanceOf(FileSystemException.class)
                .hasMessage("/dev/full: No space left on device");
        assertThat(Files.isRegularFile(FULL)).isFalse();
    }

    @Test
    void aNameAsLongAsNamesCanBeIsWritten() throws IOException {
        Path file = folder.resolve("n".repeat(255));

        AtomicFile.writeString(file, "text");

        assertThat(file).hasContent("text");
    }

    @Test
    void aNameThatIsTooLongIsAFaultOfThatName() {
        Path file = folder.resolve("n".repeat(256));

        assertThatThrownBy(() -> AtomicFile.writeString(file, "text"))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(file + ": File name too long");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void ofALinkItsTargetIsReplaced() throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), target);

        AtomicFile.writeString(link, "new");

        assertThat(link).isSymbolicLink();
        assertThat(target).hasContent("new");
    }
}
