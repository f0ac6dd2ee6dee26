package io.ctattention.dataset;

import io.ctattention.file.NameEncoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads a dataset in whichever of three layouts it has. */
public final class SliceSetReader {

    private static final String MANIFEST = "manifest.csv";

    private SliceSetReader() {}

    /**
     * Reads the slices' names and labels; no image is opened. The layout is recognised by what is
     * there, in this order:
     *
     * <ol>
     *   <li>a CSV manifest, or a folder that holds a {@code manifest.csv}: columns {@code file}
     *       (relative to the manifest, never outside its folder), {@code label}, and optionally
     *       {@code patient} and {@code split} (train, val, validation, test)
     *   <li>the published COVID-CT layout: {@code Images-processed/CT_COVID}, {@code
     *       Images-processed/CT_NonCOVID} and {@code Data-split}, in the folder or in one folder of
     *       it
     *   <li>a folder of class folders, each named as its label, with PNG and JPEG files in it
     * </ol>
     *
     * @param data the manifest or the folder
     * @param options which class is positive, and the order of the classes
     * @return the slices in code-point order of their names
     * @throws DatasetException if nothing fits, or if what is there is wrong; the message says what
     * @throws IOException if a folder or file cannot be read
     */
    public static SliceSet read(Path data, ReadOptions options) throws IOException {
        Listing listing = list(data);
        List<String> unreadable =
                listing.slices().stream()
                        .map(slice -> NameEncoding.fault(slice.file()))
                        .flatMap(Optional::stream)
                        .toList();
        if (!unreadable.isEmpty()) {
            throw new DatasetException(
                    data + ": files whose names cannot be read; their classes would be misspelt",
                    unreadable);
        }
        return SliceSet.of(listing.slices(), options, listing.skipped());
    }

    private static Listing list(Path data) throws IOException {
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
        return ClassFolderReader.read(data)
                .orElseThrow(
                        () ->
                                new DatasetException(
                                        data
                                                + " holds no slices; expected a manifest.csv,"
                                                + " a folder for each class with PNG or JPEG files,"
                                                + " or COVID-CT's Images-processed/CT_COVID and"
                                                + " Images-processed/CT_NonCOVID"));
    }
}
