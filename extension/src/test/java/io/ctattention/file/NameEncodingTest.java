package io.ctattention.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.dataset.DatasetException;
import io.ctattention.dataset.ReadOptions;
import io.ctattention.dataset.SliceFiles;
import io.ctattention.dataset.reading.SliceSetReader;
import io.ctattention.image.ImageException;
import io.ctattention.model.SliceReader;
import io.ctattention.model.SliceReader.ReadSlice;
import io.ctattention.model.SliceResult;
import io.ctattention.model.SliceSource;
import io.ctattention.phantom.PhantomSlices;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two names of an archive in Latin-1, which differ in a byte that UTF-8 has no letter for. */
class NameEncodingTest {

    @TempDir Path folder;

    @BeforeEach
    void twoSlicesWhoseNamesAreNotUtf8() throws Exception {
        assumeThat(System.getProperty("sun.jnu.encoding")).isEqualTo("UTF-8");
        new PhantomSlices(1).write(folder, 12);
        Files.delete(folder.resolve("manifest.csv"));
        String make =
                "cd COVID && cp phantom-00002.png \"$(printf 'caf\\350.png')\""
                        + " && cp phantom-00003.png \"$(printf 'caf\\351.png')\"";
        int made =
                new ProcessBuilder("sh", "-c", make).directory(folder.toFile()).start().waitFor();
        assumeThat(made).as("a file system that takes such names").isZero();
    }

    @Test
    void aDataSetNamesThemOneByOneAndIsRefused() {
        assertThatThrownBy(() -> SliceSetReader.read(folder, ReadOptions.defaults()))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("/COVID/caf%E8.png: this name is not UTF-8")
                .hasMessageContaining("/COVID/caf%E9.png: this name is not UTF-8");
    }

    @Test
    void aPredictionReadsTheOthers() throws Exception {
        List<SliceResult<ReadSlice>> read =
                new SliceReader(NetworkSpec.paper(AttentionSpec.NONE, 36, 2), false)
                        .read(
                                SliceFiles.under(folder.resolve("COVID")).files().stream()
                                        .map(SliceSource::of)
                                        .toList());

        assertThat(read).hasSize(8);
        assertThat(read.stream().filter(slice -> !slice.ok()).map(slice -> slice.error()))
                .hasSize(2)
                .extracting(ImageException::getMessage)
                .allMatch(error -> error.matches(".*/COVID/caf%E[89]\\.png: this name is .*"));
    }
}
