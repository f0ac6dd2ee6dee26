package io.ctattention.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.dataset.Membership;
import io.ctattention.dataset.Partition;
import io.ctattention.dataset.PartitionOptions;
import io.ctattention.dataset.Protocol;
import io.ctattention.dataset.ReadOptions;
import io.ctattention.dataset.Slice;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.reading.SliceSetReader;
import io.ctattention.model.DataCard;
import io.ctattention.model.ModelCard;
import io.ctattention.phantom.PhantomSlices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoredSlicesTest {

    @TempDir static Path shared;
    private static SliceSet drawn;

    @TempDir Path folder;
    private SliceSet slices = drawn;

    @BeforeAll
    static void writeSlices() throws IOException {
        Path manifest = new PhantomSlices(1).write(shared.resolve("slices"), 24);
        drawn = SliceSetReader.read(manifest, ReadOptions.defaults());
    }

    private ModelCard card(String fingerprint, PartitionOptions options) {
        Partition parts = Partition.of(slices, options);
        DataCard data =
                new DataCard(
                        fingerprint,
                        options.protocol().id(),
                        options.seed(),
                        options.folds(),
                        options.fold(),
                        parts.train().size(),
                        parts.validation().size(),
                        parts.test().size(),
                        true,
                        Membership.of(slices, parts));
        return untrained().trained(1, Map.of(), data, Map.of());
    }

    private static ModelCard earlier(ModelCard card) {
        return card.trained(1, Map.of(), card.data().withoutMembership(), Map.of());
    }

    private static PartitionOptions published() {
        return PartitionOptions.of(Protocol.SPLIT, 1);
    }

    /** Writes the manifest anew beside the slices. */
    private SliceSet edited(UnaryOperator<String> row) throws IOException {
        Path folder = slices.slices().get(0).file().getParent().getParent();
        List<String> rows = new ArrayList<>(Files.readAllLines(folder.resolve("manifest.csv")));
        rows.replaceAll(row);
        rows.removeIf(String::isEmpty);
        Path manifest = Files.write(folder.resolve("edited.csv"), rows);
        return SliceSetReader.read(manifest, ReadOptions.defaults());
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
        assertThat(scored.notes()).singleElement().asString().contains("inflates the scores");
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
        ModelCard other = earlier(card("other", random));
        ScoredSlices scored = ScoredSlices.of(other, slices, "test");
        assertThat(scored.slices())
                .isEqualTo(Partition.of(slices, PartitionOptions.of(Protocol.SPLIT, 1)).test());
        assertThat(scored.notes()).singleElement().asString().contains("another data set");
    }

    @Test
    void slicesMovedFromTrainToValAreNotScoredAsValAndAreNamed() throws IOException {
        ModelCard card = card(slices.fingerprint(), published());
        List<Slice> validation = Partition.of(slices, published()).validation();
        List<String> moved = List.of("00000", "00001", "00002", "00003");
        SliceSet edited =
                edited(
                        row ->
                                moved.stream().anyMatch(row::contains)
                                        ? row.replace(",train", ",val")
                                        : row);
        assertThat(Partition.of(edited, published()).validation()).hasSize(validation.size() + 4);
        ScoredSlices scored = ScoredSlices.of(card, edited, "val");
        assertThat(scored.slices())
                .extracting(Slice::name)
                .containsExactlyElementsOf(validation.stream().map(Slice::name).toList());
        assertThat(scored.why()).isEqualTo("by the split of the training, as in the model card");
        assertThat(scored.notes().get(0))
                .contains(
                        "4 are now in another part: COVID/phantom-00002.png (train, now val),"
                                + " COVID/")
                .contains("NonCOVID/phantom-00001.png (train, now val); the split of the training");
    }

    @Test
    void partsOfEqualSizesAreComparedSliceBySlice() throws IOException {
        ModelCard card = card(slices.fingerprint(), published());
        SliceSet swapped =
                edited(
                        row ->
                                row.contains("00000") || row.contains("00001")
                                        ? row.replace(",train", ",val")
                                        : row.contains("NonCOVID")
                                                ? row.replace(",val", ",train")
                                                : row);
        assertThat(Partition.of(swapped, published()).validation())
                .hasSize(card.data().validation());
        assertThat(ScoredSlices.of(card, swapped, "val").notes().get(0))
                .contains("4 are now in another part");
        assertThat(ScoredSlices.of(earlier(card), swapped, "val").notes().get(0))
                .contains("of an earlier version, does not list the training slices");
    }

    @Test
    void wherePatientsAreGoneTheCardsSplitStillCounts() throws IOException {
        PartitionOptions fold = new PartitionOptions(Protocol.PATIENTS, 5, 4, 3);
        ModelCard card = card(slices.fingerprint(), fold);
        SliceSet without = edited(row -> row.replaceFirst("Phantom \\d+", ""));
        ScoredSlices scored = ScoredSlices.of(card, without, null);
        assertThat(scored.part()).isEqualTo("val");
        assertThat(scored.slices())
                .extracting(Slice::name)
                .containsExactlyElementsOf(
                        Partition.of(slices, fold).validation().stream().map(Slice::name).toList());
        assertThat(scored.notes().get(0)).contains("their patients or splits are gone");
        assertThat(ScoredSlices.of(earlier(card), without, "all").notes())
                .singleElement()
                .asString()
                .contains("any of them may have been trained on");
    }

    @Test
    void trainedSlicesInValOfOtherDataAreRefusedByNameAndCountedInAll() throws IOException {
        ModelCard card = card(slices.fingerprint(), published());
        SliceSet fewer =
                edited(
                        row ->
                                row.contains("phantom-00023") // one less makes it other data
                                        ? ""
                                        : row.replaceFirst("(0000[01].*),train", "$1,val"));
        assertThatThrownBy(() -> ScoredSlices.of(card, fewer, "val"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                        "The model was trained on 2 of the \\d+ val slices:"
                                + " NonCOVID/phantom-00000.png, NonCOVID/phantom-00001.png. They"
                                + " would inflate the scores; remove them, or score all slices");
        assertThat(ScoredSlices.of(card, fewer, "all").notes())
                .anyMatch(note -> note.contains("of the 23 slices were trained on"));
    }

    @Test
    void aRenamedCopyIsRecognisedAndAReencodedOneIsNot() throws IOException {
        ModelCard card = card(slices.fingerprint(), published());
        Path other = Files.createDirectories(folder.resolve("other"));
        Slice trained = Partition.of(slices, published()).train().get(0);
        Files.copy(trained.file(), other.resolve("renamed.png"));
        ImageIO.write(
                ImageIO.read(trained.file().toFile()), "jpg", other.resolve("b.jpg").toFile());
        Files.writeString(
                other.resolve("manifest.csv"),
                "file,label,split\nrenamed.png,COVID,val\nb.jpg,NonCOVID,test\n");
        SliceSet set = SliceSetReader.read(other, ReadOptions.defaults());
        assertThatThrownBy(() -> ScoredSlices.of(card, set, "val"))
                .hasMessageStartingWith(
                        "The model was trained on 1 of the 1 val slices: renamed.png.");
        assertThat(ScoredSlices.of(card, set, "test").notes())
                .singleElement()
                .asString()
                .contains("re-encoded files, and other slices of the same patients, go unnoticed");
    }

    @Test
    void copiesOfTrainingSlicesInValAreTold() throws IOException {
        Path twin = shared.resolve("slices/COVID/twin.png");
        Files.copy(shared.resolve("slices/COVID/phantom-00002.png"), twin);
        slices = edited(row -> row.contains("file") ? row + "\nCOVID/twin.png,COVID,x,val" : row);
        ModelCard card = card(slices.fingerprint(), published());
        ScoredSlices scored = ScoredSlices.of(card, slices, "val");
        assertThat(scored.slices()).extracting(Slice::name).contains("COVID/twin.png");
        assertThat(scored.notes().get(0))
                .contains("have the same bytes as one that was trained on: COVID/twin.png");
    }

    @Test
    void copiesThatChangedPlacesAreTold() throws IOException {
        Path twin =
                shared.resolve(
                        "slices/COVID/a-twin.png"); // others are between it and what it copies
        Files.copy(shared.resolve("slices/COVID/phantom-00006.png"), twin);
        UnaryOperator<String> withTwin =
                row -> row.contains("file") ? row + "\nCOVID/a-twin.png,COVID,x,val" : row;
        slices = edited(withTwin);
        ModelCard card = card(slices.fingerprint(), published());
        SliceSet changed =
                edited(
                        row ->
                                withTwin.apply(row)
                                        .replace(
                                                "a-twin.png,COVID,x,val",
                                                "a-twin.png,COVID,x,train")
                                        .replaceFirst("(00006.png.*),train", "$1,val"));
        assertThat(changed.fingerprint()).isEqualTo(slices.fingerprint());
        assertThat(ScoredSlices.of(card, changed, "val").notes().get(0))
                .contains("but copies have changed places; the split of the training counts");
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
