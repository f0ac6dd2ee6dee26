package io.ctattention.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ctattention.block.AttentionSpec;
import io.ctattention.block.NetworkSpec;
import io.ctattention.dataset.Partition;
import io.ctattention.dataset.PartitionOptions;
import io.ctattention.dataset.PhantomSlices;
import io.ctattention.dataset.Protocol;
import io.ctattention.dataset.ReadOptions;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.SliceSetReader;
import io.ctattention.model.DataCard;
import io.ctattention.model.ModelCard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoredSlicesTest {

    @TempDir Path folder;
    private SliceSet slices;

    @BeforeEach
    void writeSlices() throws IOException {
        Path manifest = new PhantomSlices(1).write(folder.resolve("slices"), 24);
        slices = SliceSetReader.read(manifest, ReadOptions.defaults());
    }

    private ModelCard card(String fingerprint, PartitionOptions options) {
        Partition parts = Partition.of(slices, options);
        DataCard data =
                new DataCard(
                        fingerprint,
                        options.protocol().word(),
                        options.seed(),
                        options.folds(),
                        options.fold(),
                        parts.train().size(),
                        parts.validation().size(),
                        parts.test().size(),
                        true);
        return untrained().trained(1, Map.of(), data, Map.of());
    }

    private static ModelCard untrained() {
        return ModelCard.of(
                NetworkSpec.paper(AttentionSpec.NONE, 36, 2),
                1,
                List.of("NonCOVID", "COVID"),
                "COVID");
    }

    @Test
    void onTheTrainingDataTheSplitOfTheTrainingIsMadeAgain() {
        PartitionOptions third = new PartitionOptions(Protocol.PATIENTS, 5, 4, 3);
        ScoredSlices scored = ScoredSlices.of(card(slices.fingerprint(), third), slices, null);
        assertThat(scored.part()).isEqualTo("val");
        assertThat(scored.slices()).isEqualTo(Partition.of(slices, third).validation());
        assertThat(scored.why()).contains("seed 5, fold 3 of 4");
        assertThat(scored.notes()).singleElement().asString().contains("flatters");
    }

    @Test
    void slicesThatWereTrainedOnAreCounted() {
        PartitionOptions random = PartitionOptions.of(Protocol.RANDOM, 1);
        ScoredSlices scored = ScoredSlices.of(card(slices.fingerprint(), random), slices, "all");
        assertThat(scored.slices()).hasSize(24);
        assertThat(scored.notes())
                .singleElement()
                .asString()
                .startsWith("19 of the 24 slices were trained on");
    }

    @Test
    void onOtherDataItsOwnSplitCounts() {
        PartitionOptions random = PartitionOptions.of(Protocol.RANDOM, 1);
        ScoredSlices scored = ScoredSlices.of(card("other", random), slices, "test");
        assertThat(scored.slices())
                .isEqualTo(Partition.of(slices, PartitionOptions.of(Protocol.SPLIT, 1)).test());
        assertThat(scored.notes()).singleElement().asString().contains("another data set");
    }

    @Test
    void aModelWithoutAHistorySaysSo() {
        assertThat(ScoredSlices.of(untrained(), slices, null).notes())
                .singleElement()
                .asString()
                .contains("does not say");
    }

    @Test
    void anEmptyPartIsRefusedWithTheSizesOfTheOthers() {
        PartitionOptions random = PartitionOptions.of(Protocol.RANDOM, 1);
        assertThatThrownBy(
                        () -> ScoredSlices.of(card(slices.fingerprint(), random), slices, "test"))
                .hasMessage(
                        "There are no test slices: train has 19, val 5, test 0, and all together are 24");
    }
}
