package io.ctattention.dataset;

import io.ctattention.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Folders of results, which no reader takes for slices: a training inside its own data must not
 * become a class of the next one.
 *
 * <p>A folder of results holds the file {@value #MARK}. Runs, comparisons and models that were
 * written before there was such a mark are known by their files.
 */
public final class ResultFolder {

    /** The file that marks a folder. */
    static final String MARK = ".ct-attention-results";

    private static final String TEXT =
            "Results of CT Attention. Nothing in this folder is read as a slice.\n";

    /** Any of these rows of files makes a folder one of results. */
    private static final List<List<String>> UNMARKED =
            List.of(
                    List.of("model.json", "serving.properties"),
                    List.of("last/model.json", "last/training-state"),
                    List.of("history.json", "history.csv"),
                    List.of("comparison.json", "comparison.html"));

    private ResultFolder() {}

    /**
     * Makes a folder one of results, creating it if it is absent.
     *
     * @param folder the folder
     * @throws DatasetException if it is none yet and holds slices
     * @throws IOException if it cannot be read or written
     */
    public static void claim(Path folder) throws IOException {
        check(folder);
        mark(folder, out -> out.write(TEXT));
    }

    static void mark(Path folder, AtomicFile.Text text) throws IOException {
        Path mark = folder.resolve(MARK);
        if (Files.notExists(mark)) {
            AtomicFile.writeText(mark, text);
        }
    }

    /**
     * Refuses a folder for results that holds slices, however deep, unless it is one of results
     * already.
     *
     * @param folder the folder; may be absent
     * @throws DatasetException if it holds slices
     * @throws IOException if it cannot be read
     */
    public static void check(Path folder) throws IOException {
        if (!Files.isDirectory(folder) || is(folder)) {
            return;
        }
        Optional<Path> slice = SliceFiles.first(folder);
        if (slice.isPresent()) {
            throw new DatasetException(
                    String.format(
                            Locale.ROOT,
                            "%s holds slices, such as %s; choose a folder without slices for"
                                    + " results",
                            folder,
                            SliceFiles.name(folder, slice.get())));
        }
    }

    /** Whether nothing in a folder is a slice. */
    public static boolean is(Path folder) {
        return Files.exists(folder.resolve(MARK))
                || UNMARKED.stream()
                        .anyMatch(row -> row.stream().map(folder::resolve).allMatch(Files::exists));
    }
}
