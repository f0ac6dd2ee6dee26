package io.ctattention.dataset.reading;

import static io.ctattention.dataset.TestData.names;
import static io.ctattention.dataset.TestData.touch;
import static io.ctattention.dataset.TestData.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ctattention.dataset.ReadOptions;
import io.ctattention.dataset.Slice;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Folders as other programs and archives leave them. */
class LayoutsTest {

    @TempDir Path folder;

    private SliceSet read() throws IOException {
        return SliceSetReader.read(folder, ReadOptions.defaults());
    }

    private void touchAll(String... names) throws IOException {
        for (String name : names) {
            touch(folder.resolve(name));
        }
    }

    @Test
    void foldersOfSplitsGiveTheSplits() throws IOException {
        touchAll("Train/COVID/1.png", "Train/NonCOVID/2.png", "valid/COVID/3.png");
        touchAll("test/NonCOVID/4.png", "test/NonCOVID/deep/5.png");
        SliceSet set = read();
        assertThat(set.classes()).containsExactly("NonCOVID", "COVID");
        assertThat(names(set.slices()))
                .containsExactly(
                        "Train/COVID/1.png",
                        "Train/NonCOVID/2.png",
                        "test/NonCOVID/4.png",
                        "test/NonCOVID/deep/5.png",
                        "valid/COVID/3.png");
        assertThat(set.slices())
                .extracting(Slice::split)
                .containsExactly(
                        Split.TRAIN, Split.TRAIN, Split.TEST, Split.TEST, Split.VALIDATION);
    }

    @Test
    void aSplitWithoutClassFoldersIsNamed() throws IOException {
        touchAll("train/COVID/1.png", "train/NonCOVID/2.png", "test/3.png");
        assertThatThrownBy(this::read)
                .hasMessage(
                        folder.resolve("test")
                                + " holds no class folders; expected one for each class, as in the"
                                + " other splits; found 1 image beside the folders (3.png)");
    }

    @Test
    void aFolderBesideTheSplitsIsNamed() throws IOException {
        touchAll("train/COVID/1.png", "val/COVID/2.png", "extra/3.png");
        assertThatThrownBy(this::read)
                .hasMessageContaining("holds the folders extra, train, val; expected folders of");
    }

    @Test
    void aClassMayBeNamedAsASplitUnlessOneIsNamedTrain() throws IOException {
        touchAll("test/1.png", "COVID/2.png");
        assertThat(read().classes()).containsExactly("test", "COVID");
    }

    @Test
    void wrappersAreLookedThroughWithoutAChangeOfNames() throws IOException {
        touchAll("a/b/COVID/1.png", "a/b/NonCOVID/2.png", "a/.DS_Store");
        touchAll("__MACOSX/a/b/COVID/._1.png", ".DS_Store");
        SliceSet set = read();
        assertThat(names(set.slices())).containsExactly("COVID/1.png", "NonCOVID/2.png");
        assertThat(set.fingerprint())
                .isEqualTo(
                        SliceSetReader.read(folder.resolve("a/b"), ReadOptions.defaults())
                                .fingerprint());
    }

    @Test
    void aManifestMayLieInAWrapper() throws IOException {
        touchAll("a/x/1.png", "a/x/2.png");
        write(folder.resolve("a/manifest.csv"), "file,label\nx/1.png,COVID\nx/2.png,NonCOVID\n");
        assertThat(names(read().slices())).containsExactly("x/1.png", "x/2.png");
    }

    @Test
    void splitsMayLieInAWrapper() throws IOException {
        touchAll("a/train/COVID/1.png", "a/train/NonCOVID/1.png", "a/val/COVID/1.png");
        assertThat(read().slices()).extracting(Slice::split).contains(Split.VALIDATION);
    }

    @Test
    void anImageBesideAWrapperOrClassesIsTold() throws IOException {
        touchAll("a/COVID/1.png", "a/NonCOVID/2.png", "3.png", "4.jpg");
        assertThat(read().leftOut()).hasToString("2 images beside the folders (3.png, 4.jpg)");
    }

    @Test
    void theOnlyClassOfAModelIsNoWrapperThoughItsSlicesLieInFoldersOfPatients() throws IOException {
        touchAll("COVID/patient 1/1.png", "COVID/patient 2/2.png");
        ReadOptions model = ReadOptions.ofModel("COVID", List.of("NonCOVID", "COVID"));
        assertThat(SliceSetReader.read(folder, model).counts())
                .containsEntry("COVID", 2L)
                .containsEntry("NonCOVID", 0L);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void linksThatLeadBackAreNoClasses() throws IOException {
        touchAll("COVID/1.png", "NonCOVID/2.png");
        Files.createSymbolicLink(folder.resolve("here"), folder);
        SliceSet set = read();
        assertThat(set.classes()).containsExactly("NonCOVID", "COVID");
        assertThat(set.leftOut()).hasToString("1 link to a folder above it (here)");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aClassThatIsALinkToNothingIsNamed() throws IOException {
        touchAll("COVID/1.png", "CAP/2.png");
        Path gone = folder.resolve("gone");
        Files.createSymbolicLink(folder.resolve("NonCOVID"), gone);
        assertThatThrownBy(this::read)
                .hasMessage(
                        folder.resolve("NonCOVID")
                                + " is a link to "
                                + gone
                                + ", which does not exist; repair or remove it");
    }
}
