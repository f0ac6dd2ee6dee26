package io.ctattention.dataset.reading;

import io.ctattention.dataset.DatasetException;
import io.ctattention.dataset.FoundSlices;
import io.ctattention.dataset.LeftOut;
import io.ctattention.dataset.Slice;
import io.ctattention.dataset.SliceFiles;
import io.ctattention.dataset.Split;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads COVID-CT as its authors publish it (<a href="https://arxiv.org/abs/2003.13865">Yang et al.
 * 2020</a>): {@code Images-processed/CT_COVID} and {@code CT_NonCOVID}, unpacked, and the lists of
 * names in {@code Data-split/COVID/trainCT_COVID.txt} and five like it.
 */
final class CovidCtReader {

    private static final List<String> LABELS = List.of("COVID", "NonCOVID");

    private final Path root;
    private final List<Slice> slices = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private LeftOut leftOut = LeftOut.NOTHING;

    private CovidCtReader(Path root) {
        this.root = root;
    }

    /** The folder with the published layout: this one, or the only one in it that has it. */
    static Optional<Path> find(Path data) throws IOException {
        if (fits(data)) {
            return Optional.of(data);
        }
        List<Path> inside =
                SliceFiles.foldersIn(data).stream().filter(CovidCtReader::fits).toList();
        return inside.size() == 1 ? Optional.of(inside.get(0)) : Optional.empty();
    }

    static FoundSlices read(Path root) throws IOException {
        CovidCtReader reader = new CovidCtReader(root);
        for (String label : LABELS) {
            reader.read(label);
        }
        if (!reader.faults.isEmpty()) {
            throw new DatasetException(
                    String.format(Locale.ROOT, "%s: the lists and the images disagree", root),
                    reader.faults);
        }
        return new FoundSlices(reader.slices, reader.leftOut);
    }

    private static boolean fits(Path folder) {
        return LABELS.stream().allMatch(label -> Files.isDirectory(images(folder, label)));
    }

    private static Path images(Path root, String label) {
        return root.resolve("Images-processed").resolve("CT_" + label);
    }

    private void read(String label) throws IOException {
        Path folder = images(root, label);
        SliceFiles found = SliceFiles.under(folder, root).requireOpen();
        if (found.files().isEmpty()) {
            throw new DatasetException(
                    folder + " contains no PNG or JPEG file; unpack the archive");
        }
        leftOut = leftOut.and(found.leftOut());
        Map<String, Split> splits = splits(label);
        for (Path file : found.files()) {
            Split split = splits.remove(SliceFiles.name(folder, file));
            slices.add(new Slice(SliceFiles.name(root, file), file, label, null, split));
        }
        NamesAlike alike = new NamesAlike(folder);
        splits.forEach(
                (name, split) ->
                        faults.add(
                                String.format(
                                        Locale.ROOT,
                                        "%s names %s, which is not in %s%s",
                                        SliceFiles.name(root, list(label, split)),
                                        name,
                                        SliceFiles.name(root, folder),
                                        alike.hint(name))));
    }

    private Path list(String label, Split split) {
        String name = String.format(Locale.ROOT, "%sCT_%s.txt", split.id(), label);
        return root.resolve("Data-split").resolve(label).resolve(name);
    }

    /** The split of each listed name; no names at all if there is no Data-split folder. */
    private Map<String, Split> splits(String label) throws IOException {
        Map<String, Split> splits = new HashMap<>();
        if (!Files.isDirectory(root.resolve("Data-split"))) {
            return splits;
        }
        for (Split split : Split.values()) {
            for (String name : lines(list(label, split))) {
                Split other = splits.putIfAbsent(name, split);
                if (other != null) {
                    faults.add(
                            String.format(
                                    Locale.ROOT,
                                    "%s is listed twice: in %s and in %s",
                                    name,
                                    other.id(),
                                    split.id()));
                }
            }
        }
        return splits;
    }

    private static List<String> lines(Path list) throws IOException {
        if (!Files.isRegularFile(list)) {
            throw new DatasetException(list + " is missing; the published layout has six lists");
        }
        try {
            return Files.readString(list)
                    .replace("\uFEFF", "")
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (CharacterCodingException e) {
            throw new DatasetException(list + " is not UTF-8 text");
        }
    }
}
