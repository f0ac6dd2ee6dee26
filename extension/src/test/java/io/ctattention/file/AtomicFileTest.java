package io.ctattention.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.util.Utils;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtomicFileTest {

    private static final Path FULL = Path.of("/dev/full");

    @TempDir Path folder;

    @Test
    void aDiskThatFillsUpLeavesTheOldFileAndNothingElseAndIsNamed() throws IOException {
        assertLeftAsItWas(folder.resolve("history.csv"));
    }

    @Test
    void memoryAmongTheDevicesIsADiskLikeAnyOther() throws IOException {
        Path shm = Path.of("/dev/shm");
        assumeThat(Files.isWritable(shm)).as("Linux has it").isTrue();
        Path inMemory = Files.createTempDirectory(shm, "ct-attention-test");
        try {
            assertLeftAsItWas(inMemory.resolve("history.csv"));
        } finally {
            Utils.deleteQuietly(inMemory);
        }
    }

    private static void assertLeftAsItWas(Path file) throws IOException {
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
        assertThat(file.getParent()).isDirectoryNotContaining(f -> !f.equals(file));
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

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "rw-rw-r--", "r--r-----"})
    @DisabledOnOs(OS.WINDOWS)
    void aFileIsForTheEyesThatItWasFor(String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve("answers.csv"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        AtomicFile.writeString(file, "new");

        assertThat(file).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo(permissions);
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
