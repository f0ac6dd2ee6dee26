package io.ctattention.dataset;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The slices of a dataset, and the order of its classes. Immutable; safe for many threads. */
public final class SliceSet {

    private final List<Slice> slices;
    private final ClassOrder order;
    private final LeftOut leftOut;
    private String fingerprint;
    private List<String> contents;

    private SliceSet(List<Slice> slices, ClassOrder order, LeftOut leftOut) {
        this.slices = slices;
        this.order = order;
        this.leftOut = leftOut;
    }

    /**
     * Sorts slices by name and orders their classes.
     *
     * @param slices the slices, in any order
     * @param options which class is positive, and the order of the classes
     * @return the set
     * @throws DatasetException if there are no slices, a name occurs twice, or the classes cannot
     *     be ordered
     */
    public static SliceSet of(List<Slice> slices, ReadOptions options) throws DatasetException {
        return of(new FoundSlices(slices, LeftOut.NOTHING), options);
    }

    /**
     * Puts what a reader found in order.
     *
     * @param found slices, and what was left out
     * @param options the classes and which one is positive
     * @return the set
     * @throws DatasetException if there are no slices, two have one name, or their classes do not
     *     fit the options
     */
    public static SliceSet of(FoundSlices found, ReadOptions options) throws DatasetException {
        List<Slice> slices = found.slices();
        if (slices.isEmpty()) {
            throw new DatasetException("The data set is empty");
        }
        Set<String> names = new HashSet<>();
        for (Slice slice : slices) {
            if (!names.add(slice.name())) {
                throw new DatasetException("Two slices have the name " + slice.name());
            }
        }
        ClassOrder order = ClassOrder.of(slices.stream().map(Slice::label).toList(), options);
        Comparator<Slice> byName = Comparator.comparing(Slice::name, SliceFiles.BY_CODE_POINT);
        return new SliceSet(slices.stream().sorted(byName).toList(), order, found.leftOut());
    }

    /**
     * Returns the slices in code-point order of their names.
     *
     * @return at least two slices
     */
    public List<Slice> slices() {
        return slices;
    }

    /**
     * Returns the labels in the order of the network's outputs. The positive class is the last one
     * unless an order was given.
     *
     * @return at least two labels
     */
    public List<String> classes() {
        return order.classes();
    }

    /**
     * Returns the class that counts as positive.
     *
     * @return one of {@link #classes()}
     */
    public String positiveClass() {
        return order.positiveClass();
    }

    /**
     * Returns how many files were left out; a folder counts as one.
     *
     * @return 0 or more; always 0 for a manifest
     */
    public int skipped() {
        return leftOut.count();
    }

    /**
     * Returns what lies among the slices and is none: hidden files, files of other types, folders
     * of results.
     *
     * @return its names by kind; nothing for a manifest
     */
    public LeftOut leftOut() {
        return leftOut;
    }

    /**
     * Returns a slice's index in {@link #classes()}.
     *
     * @param slice a slice of this set
     * @return the index, from 0
     * @throws IllegalArgumentException if its label is not one of the classes
     */
    public int classIndex(Slice slice) {
        int index = classes().indexOf(slice.label());
        if (index < 0) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%s has the label %s; the classes are %s",
                            slice.name(),
                            slice.label(),
                            String.join(", ", classes())));
        }
        return index;
    }

    /**
     * Returns the identity of the data: the SHA-256 of, for each slice by name, {@code name NUL
     * label NUL sha256-of-the-file LF} in UTF-8. Where the folder lies, the order of a manifest's
     * rows, patients and splits do not change it; a name, label, pixel or slice does.
     *
     * <p>The first call reads every file, later ones none.
     *
     * @return 64 lower-case hexadecimal digits
     * @throws java.io.UncheckedIOException if files cannot be read; its cause is an {@link
     *     UnreadableSlicesException} that names them
     */
    public synchronized String fingerprint() {
        readFiles();
        return fingerprint;
    }

    /** What each slice's file holds, in the order of the slices, as a {@link Membership} has it. */
    synchronized List<String> contents() {
        readFiles();
        return contents;
    }

    private void readFiles() {
        if (fingerprint == null) {
            List<byte[]> hashes = ContentHash.contents(slices);
            contents = hashes.stream().map(Membership::key).toList();
            fingerprint = ContentHash.of(slices, hashes);
        }
    }

    /**
     * Tells whether any slice has a published split.
     *
     * @return whether one has
     */
    public boolean hasSplits() {
        return slices.stream().anyMatch(slice -> slice.split() != null);
    }

    /**
     * Tells whether the patient of any slice is known.
     *
     * @return whether one is
     */
    public boolean hasPatients() {
        return slices.stream().anyMatch(slice -> slice.patient() != null);
    }

    /**
     * Tells whether the slices are synthetic, so that nothing measured on them says anything about
     * patients.
     *
     * @return whether every file's name starts with {@code phantom}
     */
    public boolean phantom() {
        return slices.stream()
                .map(slice -> slice.name().substring(slice.name().lastIndexOf('/') + 1))
                .allMatch(name -> name.startsWith("phantom"));
    }

    /**
     * Counts the slices of each class.
     *
     * @return the counts, in the order of {@link #classes()}
     */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        classes().forEach(label -> counts.put(label, 0L));
        slices.forEach(slice -> counts.merge(slice.label(), 1L, Long::sum));
        return counts;
    }
}
