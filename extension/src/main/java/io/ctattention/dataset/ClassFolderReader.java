package io.ctattention.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a folder whose folders are the classes; neither patients nor splits are known. */
final class ClassFolderReader {

    private ClassFolderReader() {}

    /**
     * Reads the folders of a folder.
     *
     * @return the slices, or empty if no folder in it holds an image
     * @throws DatasetException if one class folder holds images and another none
     */
    static Optional<Listing> read(Path root) throws IOException {
        List<Slice> slices = new ArrayList<>();
        List<String> empty = new ArrayList<>();
        int skipped = 0;
        for (Path folder : SliceFiles.foldersIn(root)) {
            SliceFiles found = SliceFiles.under(folder);
            String label = folder.getFileName().toString();
            for (Path file : found.files()) {
                slices.add(new Slice(SliceFiles.name(root, file), file, label, null, null));
            }
            skipped += found.skipped();
            if (found.files().isEmpty()) {
                empty.add(label);
            }
        }
        if (slices.isEmpty()) {
            return Optional.empty();
        }
        if (!empty.isEmpty()) {
            throw new DatasetException(
                    String.format(
                            Locale.ROOT,
                            "%s: these class folders hold no PNG or JPEG file; fill them or move them away",
                            root),
                    empty);
        }
        return Optional.of(new Listing(slices, skipped));
    }
}
