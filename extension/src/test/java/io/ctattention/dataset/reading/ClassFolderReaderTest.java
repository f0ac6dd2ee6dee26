package io.ctattention.dataset.reading;

import static io.ctattention.dataset.TestData.names;
import static io.ctattention.dataset.TestData.touch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ctattention.dataset.DatasetException;
import io.ctattention.dataset.ReadOptions;
import io.ctattention.dataset.Slice;
import io.ctattention.dataset.SliceFiles;
import io.ctattention.dataset.SliceSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassFolderReaderTest {

    @TempDir Path folder;

    private SliceSet read() throws IOException {
        return SliceSetReader.read(folder, ReadOptions.defaults());
    }

    @Test
    void foldersAreLabelsAndOtherFilesAreCounted() throws IOException {
        touch(folder.resolve("COVID/1.PNG"));
        touch(folder.resolve("COVID/patient 7/2.jpeg"));
        touch(folder.resolve("COVID/.DS_Store"));
        touch(folder.resolve("COVID/._1.png"));
        touch(folder.resolve("COVID/notes.txt"));
        touch(folder.resolve("NonCOVID/3.jpg"));
        touch(folder.resolve("NonCOVID/Thumbs.db"));
        touch(folder.resolve(".git/4.png"));
        touch(folder.resolve("__MACOSX/5.png"));
        touch(folder.resolve("README.md"));
        SliceSet set = read();
        assertThat(names(set.slices()))
                .containsExactly("COVID/1.PNG", "COVID/patient 7/2.jpeg", "NonCOVID/3.jpg");
        assertThat(set.slices())
                .extracting(Slice::label)
                .containsExactly("COVID", "COVID", "NonCOVID");
        assertThat(set.skipped()).isEqualTo(4);
        assertThat(set.leftOut())
                .hasToString(
                        "2 empty files (COVID/notes.txt, NonCOVID/Thumbs.db), 2 hidden files"
                                + " (COVID/.DS_Store, COVID/._1.png)");
    }

    @Test
    void theOrderIsByCodePointWhateverOrderTheFilesWereMadeIn() throws IOException {
        // U+1F9E0 sorts after U+FF21 by code point and before it by UTF-16 unit
        List<String> expected =
                List.of("COVID/1.png", "COVID/10.png", "COVID/2.png", "COVID/B.png", "COVID/a.png");
        List<String> made = new ArrayList<>(expected);
        made.add("NonCOVID/1.png");
        Collections.shuffle(made, new Random(4));
        for (String name : made) {
            touch(folder.resolve(name));
        }
        assertThat(names(read().slices()).subList(0, 5)).isEqualTo(expected);
        assertThat(List.of("\uD83E\uDDE0", "\uFF21").stream().sorted(SliceFiles.BY_CODE_POINT))
                .containsExactly("\uFF21", "\uD83E\uDDE0");
    }

    @Test
    void aClassFolderWithoutImagesIsNamed() throws IOException {
        touch(folder.resolve("COVID/1.png"));
        touch(folder.resolve("NonCOVID/notes.txt"));
        assertThatThrownBy(this::read)
                .hasMessageEndingWith(
                        "these class folders contain no PNG or JPEG file; fill or remove them:\n"
                                + "  NonCOVID, but 1 empty file (NonCOVID/notes.txt)");
    }

    @Test
    void aFolderOfNoKnownLayoutIsToldTheKnownOnesAndWhatItHolds() throws IOException {
        touch(folder.resolve("1.png"));
        Files.createDirectories(folder.resolve("empty"));
        assertThatThrownBy(this::read)
                .isInstanceOf(DatasetException.class)
                .hasMessage(
                        folder
                                + " holds no slices in class folders, but the folders empty and 1"
                                + " image beside the folders (1.png); expected a manifest.csv, a"
                                + " folder for each class with PNG or JPEG files (or train, val"
                                + " and test with such folders in them), or COVID-CT's"
                                + " Images-processed/CT_COVID and Images-processed/CT_NonCOVID");
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        Path gone = folder.resolve("gone");
        assertThatThrownBy(() -> SliceSetReader.read(gone, ReadOptions.defaults()))
                .hasMessage(gone + " does not exist");
    }
}
