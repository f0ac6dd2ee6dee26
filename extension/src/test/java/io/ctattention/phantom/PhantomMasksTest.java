package io.ctattention.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.dataset.ReadOptions;
import io.ctattention.dataset.Slice;
import io.ctattention.dataset.SliceFiles;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.reading.SliceSetReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhantomMasksTest {

    @TempDir Path folder;

    @BeforeEach
    void writePhantoms() throws IOException {
        new PhantomSlices(42).write(folder, 12);
    }

    private SliceSet set() throws IOException {
        return SliceSetReader.read(folder, ReadOptions.defaults());
    }

    private static Slice slice(SliceSet set, String name) {
        return set.slices().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void theMasksOfAWrittenSliceAreThoseOfTheDrawnOne() throws IOException {
        Phantom drawn = new PhantomSlices(42).slice(3, true);
        Slice written = slice(set(), "COVID/phantom-00003.png");

        assertThat(PhantomMasks.lesions(written).orElseThrow()).containsExactly(drawn.lesions());
        assertThat(PhantomMasks.lungs(written).orElseThrow()).containsExactly(drawn.lungs());
    }

    @Test
    void aNegativeSliceHasAMaskWithoutLesions() throws IOException {
        Slice negative = slice(set(), "NonCOVID/phantom-00000.png");

        assertThat(PhantomMasks.lesions(negative).orElseThrow()).doesNotContain(true);
    }

    @Test
    void aSliceWithoutMasksHasNone() {
        Path file = folder.resolve("mine/COVID/1.png");
        Slice real = new Slice("COVID/1.png", file, "COVID", null, null);

        assertThat(PhantomMasks.lesions(real)).isEmpty();
        assertThat(PhantomMasks.lungs(real)).isEmpty();
    }

    @Test
    void noReaderTakesMasksForSlicesOrForAClass() throws IOException {
        SliceSet listed = set();
        Files.delete(folder.resolve("manifest.csv"));
        SliceSet byFolder = set();

        for (SliceSet set : List.of(listed, byFolder)) {
            assertThat(set.slices()).hasSize(12);
            assertThat(set.classes()).containsExactly("NonCOVID", "COVID");
            assertThat(set.skipped()).isZero();
        }
        assertThat(byFolder.fingerprint()).isEqualTo(listed.fingerprint());
        assertThat(SliceFiles.under(folder).files()).hasSize(12);
    }
}
