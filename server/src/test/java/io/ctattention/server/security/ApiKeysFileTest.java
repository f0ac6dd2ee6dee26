package io.ctattention.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiKeysFileTest {

    // printf first | sha256sum, printf other | sha256sum
    private static final String FIRST =
            "a:a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e\n";
    private static final String OTHER =
            "b:d9298a10d1b0735837dc4bd85dac641b0f3cef27a47e5d53a54f2f3f5b2fcffa\n";

    @TempDir Path folder;

    @Test
    void aChangedFileIsTakenEvenIfItsTimeAndLengthStayTheSame() throws IOException {
        Path path = Files.writeString(folder.resolve("keys"), FIRST);
        FileTime time = Files.getLastModifiedTime(path);
        ApiKeysFile file = new ApiKeysFile(path);

        Files.writeString(path, OTHER);
        Files.setLastModifiedTime(path, time);
        file.look();

        assertThat(file.keys().nameOf("other")).contains("b");
        assertThat(file.keys().nameOf("first")).isEmpty();
    }

    @Test
    void aMountedSecretThatSwitchesItsLinkIsTaken() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("..1")).resolve("keys"), FIRST);
        Files.writeString(Files.createDirectory(folder.resolve("..2")).resolve("keys"), OTHER);
        Path data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("..1"));
        Path path = Files.createSymbolicLink(folder.resolve("keys"), Path.of("..data/keys"));
        ApiKeysFile file = new ApiKeysFile(path);
        assertThat(file.keys().nameOf("first")).contains("a");

        Path next = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..2"));
        Files.move(next, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        file.look();

        assertThat(file.keys().nameOf("first")).isEmpty();
        assertThat(file.keys().nameOf("other")).contains("b");
    }

    @Test
    void theKeysStayWhileTheFileIsMalformedOrGone() throws IOException {
        Path path = Files.writeString(folder.resolve("keys"), FIRST);
        ApiKeysFile file = new ApiKeysFile(path);

        Files.writeString(path, OTHER + "nonsense");
        file.look();
        assertThat(file.keys().nameOf("first")).contains("a");
        assertThat(file.keys().nameOf("other")).isEmpty();

        Files.write(path, new byte[] {(byte) 0xff, (byte) 0xfe});
        file.look();
        assertThat(file.keys().nameOf("first")).contains("a");

        Files.delete(path);
        file.look();
        assertThat(file.keys().nameOf("first")).contains("a");

        Files.writeString(path, OTHER);
        file.look();
        assertThat(file.keys().nameOf("first")).isEmpty();
        assertThat(file.keys().nameOf("other")).contains("b");
    }

    @Test
    void anEmptyFileTakesAllKeysAway() throws IOException {
        Path path = Files.writeString(folder.resolve("keys"), FIRST);
        ApiKeysFile file = new ApiKeysFile(path);

        Files.writeString(path, "# nobody\n");
        file.look();

        assertThat(file.keys().size()).isZero();
    }

    @Test
    void aFileThatIsMissingAtTheStartIsAnError() {
        assertThatThrownBy(() -> new ApiKeysFile(folder.resolve("keys")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        String.format(
                                Locale.ROOT,
                                "ct-attention.server.api-keys-file is %s, which cannot be read (NoSuchFileException); mount the file and let this user read it, or leave the property out",
                                folder.resolve("keys")));
    }

    @Test
    void aFileThatIsMalformedAtTheStartIsAnError() throws IOException {
        Path path = Files.writeString(folder.resolve("keys"), FIRST + "nonsense");

        assertThatThrownBy(() -> new ApiKeysFile(path))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("keys, line 2 has 0 colons");
    }
}
