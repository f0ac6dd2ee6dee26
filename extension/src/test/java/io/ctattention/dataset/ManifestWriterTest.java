package io.ctattention.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ctattention.dataset.reading.SliceSetReader;
import io.ctattention.phantom.PhantomSlices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestWriterTest {

    @TempDir Path folder;

    @Test
    void theSplitThatIsWrittenIsTheSplitThatIsRead() throws IOException {
        new PhantomSlices(1).write(folder.resolve("data"), 24);
        SliceSet set = SliceSetReader.read(folder.resolve("data"), ReadOptions.defaults());
        Partition partition = Partition.of(set, new PartitionOptions(Protocol.PATIENTS, 3, 4, 2));
        Path manifest = folder.resolve("data/fold2.csv");

        ManifestWriter.write(manifest, set, partition);

        SliceSet again = SliceSetReader.read(manifest, ReadOptions.defaults());
        assertThat(again.fingerprint()).isEqualTo(set.fingerprint());
        Partition read = Partition.of(again, PartitionOptions.of(Protocol.SPLIT, 1));
        assertThat(TestData.names(read.train())).isEqualTo(TestData.names(partition.train()));
        assertThat(TestData.names(read.validation()))
                .isEqualTo(TestData.names(partition.validation()));
        assertThat(again.slices().get(0).patient()).isEqualTo(set.slices().get(0).patient());
    }

    @Test
    void aManifestBesideTheSlicesIsRefused() throws IOException {
        new PhantomSlices(1).write(folder.resolve("data"), 12);
        SliceSet set = SliceSetReader.read(folder.resolve("data"), ReadOptions.defaults());
        Partition partition = Partition.of(set, PartitionOptions.of(Protocol.SPLIT, 1));
        Path manifest = folder.resolve("elsewhere/split.csv");

        assertThatThrownBy(() -> ManifestWriter.write(manifest, set, partition))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("below its own folder");
        assertThat(Files.exists(manifest)).isFalse();
    }
}
