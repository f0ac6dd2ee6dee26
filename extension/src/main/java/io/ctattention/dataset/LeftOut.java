package io.ctattention.dataset;

import io.ctattention.file.Printable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Files and folders among the slices that are not slices, so that nothing is skipped silently.
 *
 * @param byKind the names of the files and folders by what they are, in the singular: {@code DICOM
 *     file}, {@code hidden file}, {@code folder of results}, ...
 */
public record LeftOut(Map<String, List<String>> byKind) {

    /** Nothing was skipped. */
    public static final LeftOut NOTHING = new LeftOut(Map.of());

    private static final int SHOWN = 3;

    /** Copies and sorts the kinds and names. */
    public LeftOut {
        Map<String, List<String>> copy = new TreeMap<>();
        byKind.forEach(
                (kind, names) ->
                        copy.put(kind, names.stream().sorted(SliceFiles.BY_CODE_POINT).toList()));
        byKind = Collections.unmodifiableMap(copy);
    }

    /**
     * Counts what was skipped; a folder counts as one.
     *
     * @return 0 or more
     */
    public int count() {
        return byKind.values().stream().mapToInt(List::size).sum();
    }

    /**
     * Says how many of each kind there are, without their names.
     *
     * @return such as {@code 2 DICOM files, 1 text file}; blank if nothing was left out
     */
    public String counts() {
        return byKind.entrySet().stream()
                .map(entry -> counted(entry.getKey(), entry.getValue().size()))
                .collect(Collectors.joining(", "));
    }

    /**
     * Says how many of each kind there are, and names the first three.
     *
     * @return such as {@code 5 text files (a.txt, b.txt, c.txt and 2 more)}; blank if nothing was
     *     left out
     */
    @Override
    public String toString() {
        return byKind.entrySet().stream()
                .map(
                        entry ->
                                String.format(
                                        Locale.ROOT,
                                        "%s (%s)",
                                        counted(entry.getKey(), entry.getValue().size()),
                                        named(entry.getValue())))
                .collect(Collectors.joining(", "));
    }

    /** Names of one kind, such as {@code text file}; {@link #NOTHING} if there are none. */
    public static LeftOut of(String kind, List<String> names) {
        return names.isEmpty() ? NOTHING : new LeftOut(Map.of(kind, names));
    }

    /** These names and those of the other, kind by kind. */
    public LeftOut and(LeftOut other) {
        Map<String, List<String>> both = new LinkedHashMap<>();
        for (LeftOut part : List.of(this, other)) {
            part.byKind.forEach(
                    (kind, names) ->
                            both.computeIfAbsent(kind, k -> new ArrayList<>()).addAll(names));
        }
        return new LeftOut(both);
    }

    private static String counted(String kind, int count) {
        String words = kind.replaceFirst("( (in|of|to|beside) .*)?$", "s$1");
        return count + " " + (count == 1 ? kind : words);
    }

    private static String named(List<String> names) {
        String shown =
                names.stream().limit(SHOWN).map(Printable::line).collect(Collectors.joining(", "));
        return names.size() <= SHOWN ? shown : shown + " and " + (names.size() - SHOWN) + " more";
    }
}
