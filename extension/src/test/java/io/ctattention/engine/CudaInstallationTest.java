package io.ctattention.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ctattention.file.FolderLock;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CudaInstallationTest {

    private static final CudaArtifact SMALL =
            new CudaArtifact(
                    "small", "1", "linux-x86_64", 1, "none", Set.of("liba.so", "libcudart.so.12"));

    @TempDir Path temporary;

    private final AtomicLong written = new AtomicLong();
    private CudaLibraries libraries;
    private Path jar;

    @BeforeEach
    void makeJar() throws IOException {
        libraries = new CudaLibraries(temporary.resolve("cache/cuda"));
        jar = temporary.resolve(SMALL.fileName());
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (String name :
                    List.of("LICENSE", "org/x/liba.so", "org/x/libb.so", "org/x/libcudart.so.12")) {
                byte[] content = ("the content of " + name).getBytes(StandardCharsets.UTF_8);
                ZipEntry entry = new ZipEntry(name);
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(content.length);
                CRC32 sum = new CRC32();
                sum.update(content);
                entry.setCrc(sum.getValue());
                zip.putNextEntry(entry);
                zip.write(content);
            }
        }
    }

    private void install() throws IOException {
        new CudaInstallation(List.of(SMALL), (library, bytes) -> written.addAndGet(bytes))
                .install(libraries, List.of(jar));
    }

    private List<String> content(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void onlyWhatIsNeededIsLaidOutWithALinkForJna() throws IOException {
        install();

        Path folder = libraries.folder();
        assertThat(content(folder))
                .containsExactly(
                        "ct-attention-cuda.txt", "liba.so", "libcudart.so", "libcudart.so.12");
        assertThat(folder.resolve("liba.so")).hasContent("the content of org/x/liba.so");
        assertThat(folder.resolve("libcudart.so"))
                .hasContent("the content of org/x/libcudart.so.12");
        assertThat(content(folder.getParent())).containsExactly("cuda");
        assertThat(libraries.areWhole()).isTrue();
        assertThat(written.get()).isEqualTo(28 + 36);
    }

    @Test
    void aChangedFileIsNamedAndLaidOutAgain() throws IOException {
        assertThat(libraries.areWhole()).isFalse();
        install();
        Files.writeString(libraries.folder().resolve("liba.so"), "cut");
        Files.delete(libraries.folder().resolve("libcudart.so.12"));

        assertThat(libraries.areWhole()).isFalse();
        assertThat(libraries.faults())
                .contains("liba.so has 3 bytes instead of 28", "libcudart.so.12 is missing");
        install();
        assertThat(libraries.areWhole()).isTrue();
    }

    @Test
    void aDamagedJarIsNamedAndNothingIsLeft() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "rw")) {
            byte[] bytes = Files.readAllBytes(jar);
            int at =
                    new String(bytes, StandardCharsets.ISO_8859_1).indexOf("content of org/x/liba");
            file.seek(at);
            file.write('C');
        }
        assertThatThrownBy(this::install)
                .isInstanceOf(FileSystemException.class)
                .hasMessage(
                        jar
                                + ": is damaged (the checksum of liba.so differs); delete it and"
                                + " run the command again");
        assertThat(libraries.folder().getParent()).isEmptyDirectory();

        Files.writeString(jar, "no jar");
        assertThatThrownBy(this::install).hasMessageContaining(jar + ": is damaged (");
    }

    @Test
    void stoppedItLeavesWhatWasThere() throws IOException {
        install();
        Files.writeString(libraries.folder().resolve("liba.so"), "cut");
        CudaInstallation stopped =
                new CudaInstallation(
                        List.of(SMALL),
                        (library, bytes) -> {
                            throw new IOException("stop");
                        });
        assertThatThrownBy(() -> stopped.install(libraries, List.of(jar))).hasMessage("stop");
        assertThat(libraries.folder().resolve("liba.so")).hasContent("cut");
        assertThat(content(libraries.folder().getParent())).containsExactly("cuda");
    }

    @Test
    void aFolderOfOtherFilesIsNotReplaced() throws IOException {
        Path file = Files.createDirectories(libraries.folder()).resolve("thesis.txt");
        Files.createFile(file);
        assertThatThrownBy(this::install)
                .hasMessageContaining("holds something other than CUDA libraries");
        assertThat(file).exists();
    }

    @Test
    void twoAtOnceAreNotBothDone() throws Exception {
        Path written = libraries.folder().resolveSibling(".cuda.new");
        Throwable[] thrown = new Throwable[1];
        try (FolderLock lock = FolderLock.take(written)) {
            Thread other =
                    new Thread(
                            () -> {
                                try {
                                    install();
                                } catch (IOException e) {
                                    thrown[0] = e;
                                }
                            });
            other.start();
            other.join();
        }
        assertThat(thrown[0]).hasMessageContaining("is writing here");
    }
}
