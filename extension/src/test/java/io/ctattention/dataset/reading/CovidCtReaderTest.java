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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CovidCtReaderTest {

    @TempDir Path folder;

    @BeforeEach
    void publishedLayout() throws IOException {
        Path images = folder.resolve("Images-processed");
        for (String name : new String[] {"p6-52%0.png", "p6-52%1.png", "a b.png"}) {
            touch(images.resolve("CT_COVID").resolve(name));
        }
        for (String name : new String[] {"1.jpg", "2.png", "3.png"}) {
            touch(images.resolve("CT_NonCOVID").resolve(name));
        }
        touch(images.resolve("CT_COVID/.DS_Store"));
        Path lists = folder.resolve("Data-split");
        write(lists.resolve("COVID/trainCT_COVID.txt"), "p6-52%0.png\r\n\r\n");
        write(lists.resolve("COVID/valCT_COVID.txt"), "p6-52%1.png  \n");
        write(lists.resolve("COVID/testCT_COVID.txt"), "\uFEFFa b.png");
        write(lists.resolve("NonCOVID/trainCT_NonCOVID.txt"), "1.jpg\n2.png\n");
        write(lists.resolve("NonCOVID/valCT_NonCOVID.txt"), "\n");
        write(lists.resolve("NonCOVID/testCT_NonCOVID.txt"), "3.png\n");
    }

    private SliceSet read() throws IOException {
        return SliceSetReader.read(folder, ReadOptions.defaults());
    }

    @Test
    void theListsGiveTheSplits() throws IOException {
        SliceSet set = read();
        assertThat(names(set.slices()))
                .containsExactly(
                        "Images-processed/CT_COVID/a b.png",
                        "Images-processed/CT_COVID/p6-52%0.png",
                        "Images-processed/CT_COVID/p6-52%1.png",
                        "Images-processed/CT_NonCOVID/1.jpg",
                        "Images-processed/CT_NonCOVID/2.png",
                        "Images-processed/CT_NonCOVID/3.png");
        assertThat(set.slices())
                .extracting(Slice::split)
                .containsExactly(
                        Split.TEST,
                        Split.TRAIN,
                        Split.VALIDATION,
                        Split.TRAIN,
                        Split.TRAIN,
                        Split.TEST);
        assertThat(set.classes()).containsExactly("NonCOVID", "COVID");
        assertThat(set.skipped()).isEqualTo(1);
        assertThat(set.hasPatients()).isFalse();
    }

    @Test
    void theLayoutMayLieOneFolderDown() throws IOException {
        Path above = folder.resolve("above");
        Files.createDirectories(above.resolve("COVID-CT-master"));
        Files.move(
                folder.resolve("Images-processed"),
                above.resolve("COVID-CT-master/Images-processed"));
        Files.move(folder.resolve("Data-split"), above.resolve("COVID-CT-master/Data-split"));
        SliceSet set = SliceSetReader.read(above, ReadOptions.defaults());
        assertThat(set.slices()).hasSize(6);
        assertThat(set.slices().get(0).name()).isEqualTo("Images-processed/CT_COVID/a b.png");
    }

    @Test
    void anImageOnNoListHasNoSplit() throws IOException {
        touch(folder.resolve("Images-processed/CT_COVID/new.png"));
        SliceSet set = read();
        assertThat(set.slices())
                .filteredOn(slice -> slice.split() == null)
                .extracting(Slice::name)
                .containsExactly("Images-processed/CT_COVID/new.png");
    }

    @Test
    void withoutListsThereAreNoSplits() throws IOException {
        Files.move(folder.resolve("Data-split"), folder.resolve("elsewhere"));
        assertThat(read().hasSplits()).isFalse();
    }

    @Test
    void aListedImageThatIsNotThereIsNamed() throws IOException {
        write(folder.resolve("Data-split/COVID/valCT_COVID.txt"), "p6-52%1.png\n../x.png\n");
        assertThatThrownBy(this::read)
                .hasMessageEndingWith(
                        "the lists and the images disagree:\n"
                                + "  Data-split/COVID/valCT_COVID.txt names ../x.png, which is not"
                                + " in Images-processed/CT_COVID");
    }

    @Test
    void anImageOnTwoListsIsNamed() throws IOException {
        write(folder.resolve("Data-split/COVID/valCT_COVID.txt"), "p6-52%1.png\np6-52%0.png\n");
        assertThatThrownBy(this::read)
                .hasMessageEndingWith("\n  p6-52%0.png is listed twice: in train and in val");
    }

    @Test
    void aMissingListIsNamed() throws IOException {
        Files.delete(folder.resolve("Data-split/NonCOVID/testCT_NonCOVID.txt"));
        assertThatThrownBy(this::read)
                .hasMessageEndingWith(
                        "testCT_NonCOVID.txt is missing; the published layout has six lists");
    }

    @Test
    void aClassWithoutImagesIsNamed() throws IOException {
        for (String name : new String[] {"1.jpg", "2.png", "3.png"}) {
            Files.delete(folder.resolve("Images-processed/CT_NonCOVID").resolve(name));
        }
        assertThatThrownBy(this::read)
                .hasMessageEndingWith(
                        "CT_NonCOVID contains no PNG or JPEG file; unpack the archive");
    }
}
