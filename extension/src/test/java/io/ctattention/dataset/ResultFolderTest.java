package io.ctattention.dataset;

import static io.ctattention.dataset.TestData.names;
import static io.ctattention.dataset.TestData.touch;
import static io.ctattention.dataset.TestData.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ctattention.dataset.reading.SliceSetReader;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultFolderTest {

    @TempDir Path folder;

    private void twoClasses() throws IOException {
        touch(folder.resolve("COVID/1.png"));
        touch(folder.resolve("NonCOVID/2.png"));
    }

    private SliceSet read() throws IOException {
        return SliceSetReader.read(folder, ReadOptions.defaults());
    }

    @Test
    void aMarkedFolderIsNeitherClassNorSlices() throws IOException {
        twoClasses();
        ResultFolder.claim(folder.resolve("runs"));
        touch(folder.resolve("runs/history.png"));
        ResultFolder.claim(folder.resolve("COVID/maps"));
        touch(folder.resolve("COVID/maps/1-COVID-conv.png"));
        SliceSet set = read();
        assertThat(names(set.slices())).containsExactly("COVID/1.png", "NonCOVID/2.png");
        assertThat(set.leftOut()).hasToString("2 folders of results (COVID/maps, runs)");
        SliceFiles maps = SliceFiles.under(folder.resolve("COVID/maps"));
        assertThat(maps.files()).isEmpty();
        assertThat(maps.leftOut().counts()).isEqualTo("1 folder of results");
    }

    @Test
    void aFolderOfNothingButFoldersOfResultsIsNoClass() throws IOException {
        twoClasses();
        ResultFolder.claim(folder.resolve("runs/first"));
        ResultFolder.claim(folder.resolve("runs/second"));
        assertThat(read().classes()).containsExactly("NonCOVID", "COVID");
        assertThat(read().leftOut()).hasToString("1 folder of results (runs)");
        touch(folder.resolve("runs/1.png"));
        assertThat(read().classes()).containsExactly("NonCOVID", "runs", "COVID");
    }

    /** The files by which an older version's folders are told. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "model.json serving.properties ct-attention-0000.params",
                "last/model.json last/training-state/state.json",
                "history.png history.json history.csv best/model.json",
                "comparison.json comparison.html cells/none-1/history.png"
            })
    void resultsThatNobodyMarkedAreKnownByTheirFiles(String files) throws IOException {
        twoClasses();
        for (String file : files.split(" ")) {
            touch(folder.resolve("runs").resolve(file));
        }
        touch(folder.resolve("runs/plot.png"));
        assertThat(read().classes()).containsExactly("NonCOVID", "COVID");
        assertThat(read().leftOut().counts()).isEqualTo("1 folder of results");
    }

    @Test
    void explanationsAmongSlicesAreKnownByTheirNumbers() throws IOException {
        twoClasses();
        String numbers = "{\"prediction\":\"COVID\",\"probabilities\":{},\"heatMap\":{}}";
        for (String name : new String[] {"1-COVID-conv", "1-COVID-conv-2"}) {
            touch(folder.resolve("COVID/" + name + ".png"));
            touch(folder.resolve("COVID/" + name + "-raw.png"));
            write(folder.resolve("COVID/" + name + ".json"), numbers);
        }
        // Somebody else's files of such names.
        touch(folder.resolve("COVID/5.png"));
        touch(folder.resolve("COVID/5-raw.png"));
        write(folder.resolve("COVID/5.json"), "{\"shapes\":[]}");
        assertThat(names(read().slices()))
                .containsExactly("COVID/1.png", "COVID/5-raw.png", "COVID/5.png", "NonCOVID/2.png");
        assertThat(read().leftOut().counts()).isEqualTo("6 results of an explanation, 1 text file");
    }

    @Test
    void aFolderThatHoldsSlicesIsNotClaimed() throws IOException {
        twoClasses();
        write(folder.resolve("other/notes.txt"), "Words.");
        for (Path holding : new Path[] {folder, folder.resolve("COVID")}) {
            assertThatThrownBy(() -> ResultFolder.claim(holding))
                    .isInstanceOf(DatasetException.class)
                    .hasMessageMatching(
                            ".* holds slices, such as (COVID/)?1.png; choose a folder without"
                                    + " slices for results");
            assertThat(holding.resolve(ResultFolder.MARK)).doesNotExist();
        }
        ResultFolder.claim(folder.resolve("other"));
        ResultFolder.claim(folder.resolve("a/new"));
        assertThat(folder.resolve("a/new").resolve(ResultFolder.MARK)).isNotEmptyFile();
    }

    @Test
    void aFullDiskIsNamedAndLeavesNoEmptyMark() {
        Path runs = folder.resolve("runs");
        assertThatThrownBy(
                        () ->
                                ResultFolder.mark(
                                        runs,
                                        out -> {
                                            throw new IOException("No space left on device");
                                        }))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(runs.resolve(ResultFolder.MARK) + ": No space left on device");
        assertThat(runs).isEmptyDirectory();
    }

    @Test
    void aFolderOfResultsIsClaimedAgainAndAgain() throws IOException {
        touch(folder.resolve("history.json"));
        touch(folder.resolve("history.csv"));
        touch(folder.resolve("history.png"));
        for (int i = 0; i < 2; i++) {
            assertThatCode(() -> ResultFolder.claim(folder)).doesNotThrowAnyException();
        }
        assertThat(Files.list(folder)).hasSize(4);
    }
}
