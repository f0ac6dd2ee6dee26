package io.ctattention.dataset.reading;

import io.ctattention.dataset.DatasetException;
import io.ctattention.dataset.FoundSlices;
import io.ctattention.dataset.ReadOptions;
import io.ctattention.dataset.SliceFiles;
import io.ctattention.dataset.SliceSet;
import io.ctattention.file.NameEncoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a dataset in whichever of the known layouts it has. */
public final class SliceSetReader {

    private static final String MANIFEST = "manifest.csv";

    /** How many wrappers are looked through; a link may lead in a circle. */
    private static final int DEEPEST = 8;

    private SliceSetReader() {}

    /**
     * Reads the slices' names and labels; no image is decoded. The layout is recognised by what is
     * there, in this order:
     *
     * <ol>
     *   <li>a CSV manifest, or a folder that holds a {@code manifest.csv}: columns {@code file}
     *       (relative to the manifest, never outside its folder), {@code label}, and optionally
     *       {@code patient} and {@code split} (train, val, validation, test)
     *   <li>the published COVID-CT layout: {@code Images-processed/CT_COVID}, {@code
     *       Images-processed/CT_NonCOVID} and {@code Data-split}, in the folder or in one folder of
     *       it
     *   <li>a folder of splits ({@code train}, {@code val}, {@code test} or other words for them),
     *       each a folder of class folders
     *   <li>a folder of class folders, each named as its label, with PNG and JPEG files in it
     *   <li>a folder that holds nothing but a folder with one of these layouts, some levels deep
     * </ol>
     *
     * <p>Hidden files and folders of results are never slices, see {@link SliceSet#leftOut()}.
     *
     * @param data the manifest or the folder
     * @param options which class is positive, and the order of the classes
     * @return the slices in code-point order of their names
     * @throws DatasetException if nothing fits, or if what is there is wrong; the message says what
     * @throws IOException if a folder or file cannot be read
     */
    public static SliceSet read(Path data, ReadOptions options) throws IOException {
        FoundSlices found = list(data, options, 0);
        List<String> unreadable =
                found.slices().stream()
                        .map(slice -> NameEncoding.unwritable(slice.file()))
                        .flatMap(Optional::stream)
                        .map(name -> name + ": " + NameEncoding.fault())
                        .toList();
        if (!unreadable.isEmpty()) {
            throw new DatasetException(
                    data + ": files whose names cannot be read; their classes would be misspelt",
                    unreadable);
        }
        return SliceSet.of(found, options);
    }

    private static FoundSlices list(Path data, ReadOptions options, int depth) throws IOException {
        if (Files.isRegularFile(data)) {
            return ManifestReader.read(data);
        }
        if (!Files.isDirectory(data)) {
            throw new DatasetException(data + " does not exist");
        }
        if (Files.isRegularFile(data.resolve(MANIFEST))) {
            return ManifestReader.read(data.resolve(MANIFEST));
        }
        Optional<Path> published = CovidCtReader.find(data);
        if (published.isPresent()) {
            return CovidCtReader.read(published.get());
        }
        ClassFolders found = ClassFolders.in(data);
        if (depth < DEEPEST && isWrapper(found, options)) {
            return list(found.folders().get(0), options, depth + 1).and(found.leftOut());
        }
        return ClassFolderReader.read(data, found)
                .orElseThrow(() -> new DatasetException(nothing(data, found)));
    }

    /**
     * Whether a folder holds one that is neither class nor split, and has folders but no slices.
     */
    private static boolean isWrapper(ClassFolders found, ReadOptions options) throws IOException {
        if (found.folders().size() != 1) {
            return false;
        }
        Path only = found.folders().get(0);
        String name = only.getFileName().toString();
        return !name.equals(options.positive())
                && (options.classes() == null || !options.classes().contains(name))
                && SplitFolders.split(only).isEmpty()
                && (Files.isRegularFile(only.resolve(MANIFEST))
                        || !SliceFiles.foldersIn(only).isEmpty()
                                && SliceFiles.in(only).stream().noneMatch(SliceFiles::isImage));
    }

    private static String nothing(Path data, ClassFolders found) {
        String what =
                Stream.of(
                                found.folders().isEmpty() ? "" : "the folders " + found.names(),
                                found.leftOut().toString())
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(" and "));
        return String.format(
                Locale.ROOT,
                "%s holds no slices in class folders%s; expected a manifest.csv, a folder for each"
                        + " class with PNG or JPEG files (or train, val and test with such folders"
                        + " in them), or COVID-CT's Images-processed/CT_COVID and"
                        + " Images-processed/CT_NonCOVID",
                data,
                what.isEmpty() ? "" : ", but " + what);
    }
}
