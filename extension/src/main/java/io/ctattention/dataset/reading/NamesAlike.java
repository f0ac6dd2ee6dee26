package io.ctattention.dataset.reading;

import io.ctattention.dataset.SliceFiles;
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
import java.util.stream.Stream;

/**
 * Finds the file that a list means when its name is not quite that of a file: lists are written on
 * other systems, which care less about case, accents or the direction of a slash.
 */
final class NamesAlike {

    private final Path root;
    private final Map<Path, Names> listed = new HashMap<>();

    /** What a folder holds, by names and what is left of them; of equals the first. */
    private record Names(
            Map<String, Path> exact, Map<String, Path> folded, Map<String, List<Path>> stems) {

        static Names of(Path folder) {
            Names names = new Names(new HashMap<>(), new HashMap<>(), new HashMap<>());
            try (Stream<Path> children = Files.list(folder)) {
                children.sorted().forEach(names::add);
            } catch (IOException e) { // then no name of this folder gets a hint
                return names;
            }
            return names;
        }

        private void add(Path child) {
            String name = child.getFileName().toString();
            String alike = NamesAlike.folded(name);
            exact.putIfAbsent(name, child);
            folded.putIfAbsent(alike, child);
            stems.computeIfAbsent(stem(alike), stem -> new ArrayList<>()).add(child);
        }
    }

    NamesAlike(Path root) {
        this.root = root;
    }

    /**
     * Says which file has nearly this name.
     *
     * @param name a name that no file has, relative to the root
     * @return such as {@code ; a.PNG is there, which differs in case: use that}; blank if there is
     *     none
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
                        "; the name on disk is %s, which differs in %s: use that",
                        found,
                        String.join(" and ", differences(name, found)));
    }

    /** The same name if there is one, else one alike, else, for a file, one with another ending. */
    private Optional<Path> child(Path folder, String name, boolean last) {
        Names names = listed.computeIfAbsent(folder, Names::of);
        String folded = folded(name);
        Path child = names.exact().getOrDefault(name, names.folded().get(folded));
        return child != null || !last
                ? Optional.ofNullable(child)
                : names.stems().getOrDefault(stem(folded), List.of()).stream()
                        .filter(SliceFiles::isImage)
                        .findFirst();
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
