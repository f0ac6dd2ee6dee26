package io.ctattention.dataset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The patients of slices, as far as they are named.
 *
 * @param named how many patients are known by name
 * @param slicesWithout how many slices name none
 * @param slices how many slices there are
 * @param alike groups of identifiers that differ in case or space only, so that they may be one
 *     patient; each sorted, and taken for different patients everywhere
 */
public record Patients(int named, int slicesWithout, int slices, List<List<String>> alike) {

    /**
     * Counts.
     *
     * @param slices any slices
     * @return what they say
     */
    public static Patients of(Collection<Slice> slices) {
        Map<String, TreeSet<String>> spellings = new TreeMap<>(SliceFiles.BY_CODE_POINT);
        slices.stream()
                .map(Slice::patient)
                .filter(Objects::nonNull)
                .forEach(
                        name ->
                                spellings
                                        .computeIfAbsent(
                                                PatientName.plain(name),
                                                plain -> new TreeSet<>(SliceFiles.BY_CODE_POINT))
                                        .add(name));
        return new Patients(
                spellings.values().stream().mapToInt(TreeSet::size).sum(),
                (int) slices.stream().filter(slice -> slice.patient() == null).count(),
                slices.size(),
                spellings.values().stream()
                        .filter(names -> names.size() > 1)
                        .<List<String>>map(List::copyOf)
                        .toList());
    }

    /**
     * Says how many patients are known.
     *
     * @return such as {@code 4; 8 of 16 slices name none}
     */
    public String words() {
        if (named == 0) {
            return "unknown; no slice names its patient";
        }
        List<String> words = new ArrayList<>(List.of(Integer.toString(named)));
        if (slicesWithout > 0) {
            words.add(
                    String.format(Locale.ROOT, "%d of %d slices name none", slicesWithout, slices));
        }
        if (!alike.isEmpty()) {
            words.add(alikeWords());
        }
        return words.stream().collect(Collectors.joining("; "));
    }

    /**
     * Says that some may be the same.
     *
     * @return words without the identifiers; of no use if none are alike
     */
    public String alikeWords() {
        return String.format(
                Locale.ROOT,
                "%d patient identifiers differ from another only in case or spaces, and count as"
                        + " different patients",
                alike.stream().mapToInt(List::size).sum());
    }
}
