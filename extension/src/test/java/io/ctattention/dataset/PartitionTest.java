package io.ctattention.dataset;

import static io.ctattention.dataset.TestData.names;
import static io.ctattention.dataset.TestData.slice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionTest {

    private static Partition random(SliceSet set, long seed) {
        return Partition.of(set, PartitionOptions.of(Protocol.RANDOM, seed));
    }

    private static Partition fold(SliceSet set, long seed, int folds, int fold) {
        return Partition.of(set, new PartitionOptions(Protocol.PATIENTS, seed, folds, fold));
    }

    private static long covid(List<Slice> slices) {
        return slices.stream().filter(slice -> slice.label().equals("COVID")).count();
    }

    @ParameterizedTest
    @CsvSource({"349, 397, 597, 149", "251, 292, 434, 109", "2, 1, 2, 1", "6, 6, 10, 2"})
    void randomTakesEightyPercentOfAllSlices(int covid, int other, int train, int validation)
            throws IOException {
        Partition partition = random(TestData.set(covid, other), 7);
        assertThat(partition.train()).hasSize(train);
        assertThat(partition.validation()).hasSize(validation);
        assertThat(partition.test()).isEmpty();
        Set<Slice> all = new HashSet<>(partition.train());
        all.addAll(partition.validation());
        assertThat(all).hasSize(covid + other);
    }

    @Test
    void randomDependsOnTheSeedAndOnNothingElse() throws IOException {
        SliceSet set = TestData.set(40, 60);
        List<Slice> shuffled = new ArrayList<>(set.slices());
        Collections.shuffle(shuffled, new Random(1));
        SliceSet same = SliceSet.of(shuffled, ReadOptions.defaults());
        assertThat(random(same, 5)).isEqualTo(random(set, 5));
        assertThat(random(set, 6)).isNotEqualTo(random(set, 5));
        Set<Long> covids = new HashSet<>();
        for (int seed = 0; seed < 20; seed++) {
            covids.add(covid(random(set, seed).validation()));
        }
        assertThat(covids).as("it is not stratified").hasSizeGreaterThan(2);
    }

    @Test
    void tooFewSlicesForARandomSplitAreRefused() throws IOException {
        SliceSet two = TestData.set(1, 1);
        assertThatThrownBy(() -> random(two, 1))
                .hasMessage("2 slices are too few for an 80/20 split; at least 3 are needed");
    }

    @Test
    void thePublishedSplitIsTakenAsItIs() throws IOException {
        SliceSet set =
                SliceSet.of(
                        List.of(
                                slice("a", "COVID", "1", Split.TEST),
                                slice("b", "none", "2", Split.TRAIN),
                                slice("c", "none", "2", Split.VALIDATION)),
                        ReadOptions.defaults());
        Partition partition = Partition.of(set, PartitionOptions.of(Protocol.SPLIT, 0));
        assertThat(names(partition.train())).containsExactly("b");
        assertThat(names(partition.validation())).containsExactly("c");
        assertThat(names(partition.test())).containsExactly("a");
    }

    @Test
    void thePublishedSplitNeedsASplitOfEverySlice() throws IOException {
        SliceSet set =
                SliceSet.of(
                        List.of(
                                slice("a", "COVID", "1", null),
                                slice("b", "none", "2", Split.TRAIN)),
                        ReadOptions.defaults());
        assertThatThrownBy(() -> Partition.of(set, PartitionOptions.of(Protocol.SPLIT, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "1 of 2 slices have no split, such as a; use the protocol patients or"
                                + " random");
    }

    @Test
    void patientsNeedAPatient() throws IOException {
        SliceSet set = TestData.set(10, 10);
        assertThatThrownBy(() -> fold(set, 0, 5, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "No slice names its patient, which the protocol patients needs; use split"
                                + " or random");
        SliceSet few =
                SliceSet.of(
                        List.of(slice("a", "COVID", "1", null), slice("b", "none", "1", null)),
                        ReadOptions.defaults());
        assertThatThrownBy(() -> fold(few, 0, 2, 1))
                .hasMessage("folds is 2, but there are 1 patients; use fewer folds");
    }

    @Test
    void aSliceWithoutAPatientIsAPatientOfItsOwn() throws IOException {
        List<Slice> slices = new ArrayList<>(TestData.set(5, 5).slices());
        slices.add(slice("x", "COVID", "1", null));
        slices.add(slice("y", "COVID", "1", null));
        SliceSet set = SliceSet.of(slices, ReadOptions.defaults());
        for (int fold = 1; fold <= 3; fold++) {
            assertThat(fold(set, 3, 3, fold).validation()).hasSize(4);
        }
    }

    @Test
    void aClassWithoutSlicesChangesNoFold() throws IOException {
        List<Slice> slices = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String label = i % 3 == 0 || i % 5 == 0 ? "COVID" : "NonCOVID";
            slices.add(slice("slice-" + i, label, "patient " + i / 4, null));
        }
        SliceSet two = SliceSet.of(slices, ReadOptions.defaults());
        List<String> classes = List.of("NonCOVID", "Pneumonia", "COVID");
        SliceSet three = SliceSet.of(slices, new ReadOptions(null, classes));
        for (int fold = 1; fold <= 5; fold++) {
            assertThat(fold(three, 1, 5, fold).validation()).hasSize(12);
            assertThat(fold(three, 1, 5, fold)).isEqualTo(fold(two, 1, 5, fold));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 42})
    void realPatientsAreOnOneSideAndTheClassesAreBalanced(long seed) throws IOException {
        SliceSet set = SharedSlices.read();
        Set<Slice> validated = new HashSet<>();
        for (int fold = 1; fold <= 5; fold++) {
            Partition partition = fold(set, seed, 5, fold);
            assertThat(partition.train().stream().map(Slice::patient))
                    .doesNotContainAnyElementsOf(
                            partition.validation().stream().map(Slice::patient).toList());
            assertThat(partition.train().size() + partition.validation().size()).isEqualTo(543);
            // 251 / 5 = 50.2 and 292 / 5 = 58.4 slices would be perfect
            assertThat(covid(partition.validation())).isBetween(50L, 51L);
            assertThat(partition.validation().size() - covid(partition.validation()))
                    .isBetween(58L, 59L);
            validated.addAll(partition.validation());
        }
        assertThat(validated).as("every slice validates once").hasSize(543);
        assertThat(fold(set, seed, 5, 2)).isEqualTo(fold(set, seed, 5, 2));
        assertThat(fold(set, seed, 5, 2)).isNotEqualTo(fold(set, seed + 1, 5, 2));
    }

    @Test
    void theRealSplitIsTheOneOfTheManifest() throws IOException {
        SliceSet set = SharedSlices.read();
        assertThat(Protocol.defaultFor(set)).isEqualTo(Protocol.SPLIT);
        Partition partition = Partition.of(set, PartitionOptions.of(Protocol.SPLIT, 0));
        assertThat(partition.train()).hasSize(425);
        assertThat(covid(partition.train())).isEqualTo(191);
        assertThat(partition.validation()).hasSize(118);
        assertThat(covid(partition.validation())).isEqualTo(60);
        assertThat(partition.test()).isEmpty();
    }

    @Test
    void theDefaultProtocolIsTheMostHonestOneThatTheDataAllows() throws IOException {
        assertThat(Protocol.defaultFor(TestData.set(2, 2))).isEqualTo(Protocol.RANDOM);
        SliceSet patients =
                SliceSet.of(
                        List.of(slice("a", "COVID", "1", null), slice("b", "none", null, null)),
                        ReadOptions.defaults());
        assertThat(Protocol.defaultFor(patients)).isEqualTo(Protocol.PATIENTS);
    }

    @Test
    void wordsAreReadInAnyCase() {
        assertThat(Protocol.parse(" Patients")).isEqualTo(Protocol.PATIENTS);
        assertThat(Split.parse("Validation ")).isEqualTo(Split.VALIDATION);
        assertThat(Split.VALIDATION.id()).isEqualTo("val");
        assertThatThrownBy(() -> Protocol.parse("kfold"))
                .hasMessage("protocol 'kfold' is unknown; use one of random, split, patients");
        assertThatThrownBy(() -> new PartitionOptions(Protocol.PATIENTS, 0, 5, 6))
                .hasMessage("fold is 6; it must be from 1 to 5");
        assertThatThrownBy(() -> new PartitionOptions(Protocol.PATIENTS, 0, 1, 1))
                .hasMessage("folds is 1; it must be 2 or more");
    }
}
