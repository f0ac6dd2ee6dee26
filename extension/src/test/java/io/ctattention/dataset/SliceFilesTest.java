package io.ctattention.dataset;

import static io.ctattention.dataset.TestData.noise;
import static io.ctattention.dataset.TestData.touch;
import static io.ctattention.dataset.TestData.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.ctattention.image.ImageException;
import io.ctattention.image.SliceDecoder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SliceFilesTest {

    @TempDir Path folder;

    private void image(String name, String format) throws IOException {
        BufferedImage image = noise(BufferedImage.TYPE_BYTE_GRAY, 10, 10, 1);
        TestData.image(folder.resolve(name), format, image);
    }

    private List<String> found() throws IOException {
        return SliceFiles.under(folder).files().stream()
                .map(file -> SliceFiles.name(folder, file))
                .toList();
    }

    private Map<String, List<String>> leftOut() throws IOException {
        return SliceFiles.under(folder).leftOut().byKind();
    }

    @Test
    void anImageIsFoundByItsContentWhateverItIsCalled() throws IOException {
        image("1.jfif", "jpeg");
        image("2.JPE", "jpeg");
        image("3", "png");
        image("4.bmp", "png");
        image("deep/5.txt", "jpeg");
        touch(folder.resolve("6.png")); // taken at its word, for reading it says that it is empty
        assertThat(found()).containsExactly("1.jfif", "2.JPE", "3", "4.bmp", "6.png", "deep/5.txt");
        assertThat(leftOut()).isEmpty();
    }

    @Test
    void whatIsNoImageIsNamedByItsKind() throws IOException {
        image("1.png", "png");
        image("a.bmp", "bmp");
        image("b", "gif");
        byte[] dicom = new byte[200];
        System.arraycopy("DICM".getBytes(StandardCharsets.US_ASCII), 0, dicom, 128, 4);
        Files.write(folder.resolve("c.dcm"), dicom);
        Files.write(folder.resolve("d.dcm"), dicom);
        write(folder.resolve("deep/notes.txt"), "Words.");
        Files.write(folder.resolve("Thumbs.db"), new byte[] {1, 2, 3});
        touch(folder.resolve(".DS_Store"));
        touch(folder.resolve("__MACOSX/._1.png"));
        touch(folder.resolve("masks/lungs/1.png"));
        assertThat(found()).containsExactly("1.png");
        assertThat(SliceFiles.under(folder).leftOut())
                .hasToString(
                        "1 BMP image (a.bmp), 2 DICOM files (c.dcm, d.dcm), 1 GIF image (b),"
                                + " 1 file of an unknown type (Thumbs.db), 1 folder of masks"
                                + " (masks), 1 hidden file (.DS_Store), 1 hidden folder (__MACOSX),"
                                + " 1 text file (deep/notes.txt)");
    }

    @Test
    void threeOfAKindAreNamedAndTheOthersAreCounted() {
        LeftOut leftOut =
                LeftOut.of("file of an unknown type", List.of("5", "4", "3", "2", "1"))
                        .and(LeftOut.of("text file", List.of("a")));
        assertThat(leftOut.count()).isEqualTo(6);
        assertThat(leftOut)
                .hasToString("5 files of an unknown type (1, 2, 3 and 2 more), 1 text file (a)");
        assertThat(leftOut.counts()).isEqualTo("5 files of an unknown type, 1 text file");
    }

    @Test
    void pointersOfGitLfsAreCountedInWords() throws IOException {
        for (String name : new String[] {"a", "b"}) {
            write(folder.resolve(name), "version https://git-lfs.github.com/spec/v1\n");
        }
        assertThat(SliceFiles.under(folder).leftOut().counts())
                .isEqualTo("2 Git LFS pointers in place of the file that 'git lfs pull' brings");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkToNothingIsASliceThatCannotBeRead() throws IOException {
        image("1.png", "png");
        Path link = Files.createSymbolicLink(folder.resolve("2"), folder.resolve("gone"));
        Files.createSymbolicLink(folder.resolve("3.png"), folder.resolve("1.png"));
        Path self = Files.createSymbolicLink(folder.resolve("4"), folder.resolve("4"));
        assertThat(found()).containsExactly("1.png", "2", "3.png", "4");
        for (Path broken : List.of(link, self)) {
            assertThatThrownBy(() -> new SliceDecoder().decode(broken))
                    .isInstanceOf(ImageException.class)
                    .hasMessageContaining("is a broken link; a PNG or JPEG file is expected");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkThatLeadsBackIsNamedAndNotFollowed() throws IOException {
        image("a/1.png", "png");
        image("b/2.png", "png");
        Files.createSymbolicLink(folder.resolve("a/back"), folder);
        assertThat(found()).containsExactly("a/1.png", "b/2.png");
        assertThat(SliceFiles.under(folder).leftOut())
                .hasToString("1 link to a folder above it (a/back)");
        // Nor where the walk begins below what it leads to.
        SliceFiles a = SliceFiles.under(folder.resolve("a"));
        assertThat(a.files()).containsExactly(folder.resolve("a/1.png"));
        assertThat(a.leftOut()).hasToString("1 link to a folder above it (back)");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aPipeIsNeverOpened() throws Exception {
        Process made = new ProcessBuilder("mkfifo", folder + "/a", folder + "/b.png").start();
        assertThat(made.waitFor()).isZero();
        assertThat(leftOut()).containsExactly(Map.entry("special file", List.of("a")));
        assertThat(found()).containsExactly("b.png"); // reading it says what it is
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFolderThatMayNotBeReadIsNamed() throws IOException {
        image("a/1.png", "png");
        Path closed = Files.createDirectories(folder.resolve("b"));
        assertThat(closed.toFile().setReadable(false)).isTrue();
        try {
            assumeFalse(Files.isReadable(closed), "skipped: this user may read everything");
            SliceFiles files = SliceFiles.under(folder);
            assertThat(files.files()).hasSize(1);
            assertThat(files.closed()).containsExactly(closed);
            assertThatThrownBy(files::requireOpen)
                    .isInstanceOf(AccessDeniedException.class)
                    .hasMessage(closed.toString());
        } finally {
            assertThat(closed.toFile().setReadable(true)).isTrue();
        }
    }
}
