package io.ctattention.dataset.reading;

import io.ctattention.dataset.DatasetException;
import io.ctattention.dataset.FoundSlices;
import io.ctattention.dataset.LeftOut;
import io.ctattention.dataset.ResultFolder;
import io.ctattention.dataset.Slice;
import io.ctattention.dataset.SliceFiles;
import io.ctattention.dataset.Split;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a CSV manifest in UTF-8: the columns {@code file} (relative to the manifest) and {@code
 * label}, and if there {@code patient} and {@code split}; others are left alone.
 */
final class ManifestReader {

    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .setIgnoreHeaderCase(true)
                    .setAllowMissingColumnNames(true)
                    .setIgnoreEmptyLines(true)
                    .setIgnoreSurroundingSpaces(true)
                    .setTrim(true)
                    .get();

    private final Path manifest;
    private final Path root;
    private final List<Slice> slices = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final Map<String, Long> lines = new HashMap<>();
    private final Map<Path, Boolean> results = new HashMap<>();
    private final NamesAlike alike;

    private ManifestReader(Path manifest) {
        this.manifest = manifest;
        this.root = manifest.toAbsolutePath().normalize().getParent();
        this.alike = new NamesAlike(root);
    }

    static FoundSlices read(Path manifest) throws IOException {
        ManifestReader reader = new ManifestReader(manifest);
        reader.parse();
        if (!reader.faults.isEmpty()) {
            throw new DatasetException(
                    String.format(
                            Locale.ROOT,
                            "%s: %d %s wrong",
                            manifest,
                            reader.faults.size(),
                            reader.faults.size() == 1 ? "row is" : "rows are"),
                    reader.faults);
        }
        if (reader.slices.isEmpty()) {
            throw new DatasetException(manifest + " has no rows; it needs one row per slice");
        }
        return new FoundSlices(reader.slices, LeftOut.NOTHING);
    }

    private void parse() throws IOException {
        try (CSVParser parser = CSVParser.parse(text(), FORMAT)) {
            checkColumns(parser.getHeaderNames());
            for (CSVRecord row : parser) {
                try {
                    slices.add(slice(row, parser.getCurrentLineNumber()));
                } catch (IllegalArgumentException e) {
                    faults.add(
                            String.format(
                                    Locale.ROOT,
                                    "line %d: %s",
                                    parser.getCurrentLineNumber(),
                                    e.getMessage()));
                }
            }
        } catch (DatasetException e) {
            throw e;
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new DatasetException(
                    String.format(
                            Locale.ROOT, "%s is not a CSV file: %s", manifest, e.getMessage()));
        }
    }

    private String text() throws IOException {
        try {
            String text = Files.readString(manifest);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new DatasetException(
                    manifest + " is not UTF-8 text; a CSV manifest is expected here");
        }
    }

    private void checkColumns(List<String> columns) throws DatasetException {
        for (String known : List.of("file", "label", "patient", "split")) {
            List<String> same = columns.stream().filter(known::equalsIgnoreCase).toList();
            if (same.size() > 1) {
                throw new DatasetException(
                        String.format(
                                Locale.ROOT,
                                "%s has the column %s more than once: %s; keep one of them",
                                manifest,
                                known,
                                String.join(", ", same)));
            }
        }
        for (String needed : List.of("file", "label")) {
            if (columns.stream().noneMatch(needed::equalsIgnoreCase)) {
                throw new DatasetException(
                        String.format(
                                Locale.ROOT,
                                "%s has no column %s; its first line has: %s",
                                manifest,
                                needed,
                                String.join(", ", columns)));
            }
        }
    }

    private Slice slice(CSVRecord row, long line) {
        String file = needed(row, "file");
        String label = needed(row, "label");
        String patient = optional(row, "patient");
        String word = optional(row, "split");
        Split split = word == null ? null : Split.parse(word);
        Path path = inside(file);
        String name = SliceFiles.name(root, path);
        Long earlier = lines.putIfAbsent(name, line);
        if (earlier != null) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s is already on line %d", name, earlier));
        }
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException(missing(file, path));
        }
        if (results.computeIfAbsent(path.getParent(), this::holdsResults)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT, "%s is in a folder of results; it is not a slice", file));
        }
        return new Slice(name, path, label, patient, split);
    }

    private String missing(String file, Path path) {
        if (Files.isDirectory(path)) {
            return file + " is a folder; an image file is expected";
        }
        if (Files.isSymbolicLink(path)) {
            return file + " is a link to a file that does not exist";
        }
        return file + " does not exist" + alike.hint(file);
    }

    /** Whether a folder, or one between it and the manifest's, is one of results. */
    private boolean holdsResults(Path folder) {
        for (Path at = folder; !at.equals(root); at = at.getParent()) {
            if (ResultFolder.is(at)) {
                return true;
            }
        }
        return false;
    }

    private Path inside(String file) {
        Path path;
        try {
            path = root.resolve(file).normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%s is not a valid file name on this system: %s (for non-ASCII names"
                                    + " set LC_ALL=C.UTF-8)",
                            file,
                            e.getReason()),
                    e);
        }
        if (Path.of(file).isAbsolute() || file.matches("[/\\\\].*|[A-Za-z]:[/\\\\].*")) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%s is absolute; write it relative to the manifest",
                            file));
        }
        if (!path.startsWith(root)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s lies outside the manifest's folder", file));
        }
        return path;
    }

    private static String needed(CSVRecord row, String column) {
        String value = optional(row, column);
        if (value == null) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "the %s is blank", column));
        }
        return value;
    }

    private static String optional(CSVRecord row, String column) {
        String value = row.isSet(column) ? row.get(column).strip() : "";
        return value.isEmpty() ? null : value;
    }
}
