package io.ctattention.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds the file that a list means when its name is not quite that of a file: lists are written on
 * other systems, which care less about case, accents or the direction of a slash.
 */
final class NamesAlike {

    private final Path root;
    private final Map<Path, List<Path>> listed = new HashMap<>();

    NamesAlike(Path root) {
        this.root = root;
    }

    /**
     * Says which file has nearly this name.
     *
     * @param name a name that no file has, relative to the root
     * @return such as {@code ; a.PNG is there, which differs in case: write it so}; blank if there
     *     is none
     */
    String hint(String name) {
        String[] parts = name.replace('\\', '/').split("/");
        Path at = root;
        for (int i = 0; i < parts.length; i++) {
            Optional<Path> next = child(at, parts[i], i == parts.length - 1);
            if (next.isEmpty()) {
                return "";
            }
            at = next.get();
        }
        String found = SliceFiles.name(root, at);
        return found.equals(name)
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; %s is there, which differs in %s: write it so",
                        found,
                        String.join(" and ", differences(name, found)));
    }

    /** The same name if there is one, else one alike, else, for a file, one with another ending. */
    private Optional<Path> child(Path folder, String name, boolean last) {
        List<Path> children = listed.computeIfAbsent(folder, NamesAlike::list);
        return first(children, child -> named(child).equals(name))
                .or(() -> first(children, child -> folded(named(child)).equals(folded(name))))
                .or(() -> last ? first(children, child -> otherEnding(child, name)) : none());
    }

    private static Optional<Path> first(List<Path> children, Predicate<Path> alike) {
        return children.stream().filter(alike).findFirst();
    }

    private static Optional<Path> none() {
        return Optional.empty();
    }

    private static boolean otherEnding(Path child, String name) {
        return stem(folded(named(child))).equals(stem(folded(name))) && SliceFiles.isImage(child);
    }

    private static List<String> differences(String name, String found) {
        List<String> differences = new ArrayList<>();
        String wanted = name.replace('\\', '/');
        if (!wanted.equals(name)) {
            differences.add("\\ for /");
        }
        boolean ending = !folded(wanted).equals(folded(found));
        String a = ending ? stem(wanted) : wanted;
        String b = ending ? stem(found) : found;
        if (!composed(a).equals(composed(b))) {
            differences.add("case");
        }
        if (!a.toLowerCase(Locale.ROOT).equals(b.toLowerCase(Locale.ROOT))) {
            differences.add("the encoding of its accents (Unicode NFC or NFD)");
        }
        if (ending) {
            differences.add("its ending");
        }
        return differences;
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (IOException e) {
            return List.of(); // the name stays without a hint
        }
    }

    private static String named(Path child) {
        return child.getFileName().toString();
    }

    private static String folded(String name) {
        return composed(name).toLowerCase(Locale.ROOT);
    }

    private static String composed(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
