package io.ctattention.dataset;

import static io.ctattention.dataset.TestData.slice;
import static io.ctattention.dataset.TestData.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SliceSetTest {

    @TempDir Path folder;

    private static SliceSet labels(ReadOptions options, String... labels) throws IOException {
        List<Slice> slices = new ArrayList<>();
        for (String label : labels) {
            slices.add(slice(slices.size() + ".png", label, null, null));
        }
        return SliceSet.of(slices, options);
    }

    @Test
    void thePositiveClassIsLastAndTheOthersAreSorted() throws IOException {
        assertThat(labels(ReadOptions.defaults(), "COVID", "normal", "CAP").classes())
                .containsExactly("CAP", "normal", "COVID");
        SliceSet set = labels(new ReadOptions("CAP", null), "COVID", "normal", "CAP");
        assertThat(set.classes()).containsExactly("COVID", "normal", "CAP");
        assertThat(set.positiveClass()).isEqualTo("CAP");
        assertThat(set.classIndex(set.slices().get(1))).isEqualTo(1);
    }

    @Test
    void anExplicitOrderIsKept() throws IOException {
        SliceSet set = labels(new ReadOptions(null, List.of("COVID", "a")), "a", "COVID");
        assertThat(set.classes()).containsExactly("COVID", "a");
        assertThat(set.positiveClass()).isEqualTo("COVID");
        SliceSet other = labels(new ReadOptions(null, List.of("b", "a")), "a", "b");
        assertThat(other.classes()).containsExactly("b", "a");
        assertThat(other.positiveClass()).isEqualTo("a");
    }

    @Test
    void anUnknownPositiveClassIsAnErrorThatListsTheLabels() {
        assertThatThrownBy(() -> labels(ReadOptions.defaults(), "sick", "healthy"))
                .isInstanceOf(DatasetException.class)
                .hasMessage(
                        "No class is named COVID; the labels found are healthy, sick: name the"
                                + " positive class");
        assertThatThrownBy(() -> labels(new ReadOptions("ill", List.of("a", "b")), "a", "b"))
                .hasMessageStartingWith("No class is named ill; the labels found are a, b");
    }

    @Test
    void anExplicitOrderNamesEveryLabelAndMayNameClassesWithoutSlices() throws Exception {
        assertThatThrownBy(() -> labels(new ReadOptions(null, List.of("a")), "a", "b"))
                .hasMessage(
                        "The classes were given as a, but the labels found are a, b; name each"
                                + " once");
        ReadOptions model = new ReadOptions("COVID", List.of("NonCOVID", "COVID"));
        SliceSet oneClass = labels(model, "NonCOVID", "NonCOVID");
        assertThat(oneClass.classes()).containsExactly("NonCOVID", "COVID");
        assertThat(oneClass.positiveClass()).isEqualTo("COVID");
        assertThatThrownBy(() -> new ReadOptions(null, List.of("a", "b", "a")))
                .hasMessage("classes lists a class twice: a, b, a");
    }

    @Test
    void whatIsNoClassificationIsRefused() {
        assertThatThrownBy(() -> SliceSet.of(List.of(), ReadOptions.defaults()))
                .hasMessage("The data set is empty");
        assertThatThrownBy(() -> labels(ReadOptions.defaults(), "COVID", "COVID"))
                .hasMessage(
                        "The only class is COVID; a classifier needs slices of at least two"
                                + " classes");
        assertThatThrownBy(() -> labels(ReadOptions.defaults(), "COVID", "Covid"))
                .hasMessage(
                        "The labels COVID and Covid differ only in case; spell them the same way");
        Slice twice = slice("1.png", "COVID", null, null);
        assertThatThrownBy(() -> SliceSet.of(List.of(twice, twice), ReadOptions.defaults()))
                .hasMessage("Two slices have the name 1.png");
    }

    @Test
    void onlyAllPhantomsMakeAPhantomSet() throws IOException {
        Slice one = slice("COVID/phantom-1.png", "COVID", null, null);
        Slice two = slice("phantoms/phantom-2.png", "none", null, null);
        Slice real = slice("phantoms/2.png", "none", null, null);
        assertThat(SliceSet.of(List.of(one, two), ReadOptions.defaults()).phantom()).isTrue();
        assertThat(SliceSet.of(List.of(one, real), ReadOptions.defaults()).phantom()).isFalse();
    }

    private SliceSet hello(Path root, String... files) throws IOException {
        List<Slice> slices = new ArrayList<>();
        for (String file : files) {
            String[] parts = file.split("=");
            Path path = write(root.resolve(parts[0]), parts[1]);
            String label = parts[0].startsWith("n") ? "none" : "COVID";
            slices.add(new Slice(parts[0], path, label, parts.length > 2 ? parts[2] : null, null));
        }
        return SliceSet.of(slices, ReadOptions.defaults());
    }

    @Test
    void theFingerprintIsWhatSha256sumSays() throws IOException {
        // a=$(printf hello | sha256sum | cut -c-64); n=$(printf world | sha256sum | cut -c-64)
        // printf 'a.png\0COVID\0%s\nn.png\0none\0%s\n' $a $n | sha256sum
        assertThat(hello(folder, "a.png=hello", "n.png=world").fingerprint())
                .isEqualTo("c1a9798cfb6f1a8a390e943fdb7ec999135bb91c22ab9e0e448c5b78e4225e6c");
    }

    @Test
    void theFingerprintIsOfNamesLabelsAndContents() throws IOException {
        String known = hello(folder.resolve("1"), "a.png=hello", "n.png=world").fingerprint();
        assertThat(hello(folder.resolve("2"), "n.png=world=P1", "a.png=hello=P2").fingerprint())
                .as("another folder, order and patients")
                .isEqualTo(known);
        assertThat(hello(folder.resolve("3"), "a.png=hellO", "n.png=world").fingerprint())
                .as("another byte")
                .isNotEqualTo(known);
        assertThat(hello(folder.resolve("4"), "b.png=hello", "n.png=world").fingerprint())
                .as("another name")
                .isNotEqualTo(known);
        assertThat(hello(folder.resolve("5"), "a.png=world", "n.png=hello").fingerprint())
                .as("contents exchanged")
                .isNotEqualTo(known);
        assertThat(
                        hello(folder.resolve("6"), "a.png=hello", "n.png=world", "n2.png=x")
                                .fingerprint())
                .as("one slice more")
                .isNotEqualTo(known);
        List<Slice> slices = hello(folder.resolve("1"), "a.png=hello", "n.png=world").slices();
        Slice first = slices.get(0);
        Slice relabelled = new Slice(first.name(), first.file(), "none", null, null);
        Slice second = slices.get(1);
        Slice other = new Slice(second.name(), second.file(), "COVID", null, null);
        assertThat(SliceSet.of(List.of(relabelled, other), ReadOptions.defaults()).fingerprint())
                .as("labels exchanged")
                .isNotEqualTo(known);
    }

    @Test
    void theClassesOfAModelAreNotSaidToHaveBeenGiven() {
        ReadOptions model = ReadOptions.ofModel("COVID", List.of("NonCOVID", "COVID"));
        assertThatThrownBy(() -> labels(model, "COVID", "non-COVID"))
                .hasMessage(
                        "The model's classes are NonCOVID, COVID, but the labels found are COVID,"
                                + " non-COVID; name the folders, or the manifest's labels, like the"
                                + " model's classes");
    }

    @Test
    void aFileThatCannotBeReadHasNoFingerprint() throws IOException {
        List<Slice> slices = new ArrayList<>(hello(folder, "a.png=1", "n.png=2").slices());
        slices.add(new Slice("gone.png", folder.resolve("gone.png"), "COVID", null, null));
        SliceSet set = SliceSet.of(slices, ReadOptions.defaults());
        assertThatThrownBy(set::fingerprint)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(
                        "1 of 3 slices cannot be read; repair or remove them:\n  "
                                + folder.resolve("gone.png")
                                + ": does not exist");
    }
}
