package io.ctattention.dataset.reading;

import io.ctattention.dataset.DatasetException;
import io.ctattention.dataset.FoundSlices;
import io.ctattention.dataset.LeftOut;
import io.ctattention.dataset.Slice;
import io.ctattention.dataset.SliceFiles;
import io.ctattention.dataset.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads a folder whose folders are the classes, or one whose folders are the splits that hold the
 * classes; patients are not known.
 */
final class ClassFolderReader {

    private final Path root;
    private final List<Slice> slices = new ArrayList<>();
    private final List<String> empty = new ArrayList<>();
    private LeftOut leftOut = LeftOut.NOTHING;

    private ClassFolderReader(Path root) {
        this.root = root;
    }

    /**
     * Reads the folders of a folder.
     *
     * @return the slices, or empty if no folder in it holds an image
     * @throws DatasetException if one class folder holds images and another none, or if splits lie
     *     beside other folders
     */
    static Optional<FoundSlices> read(Path root, ClassFolders found) throws IOException {
        ClassFolderReader reader = new ClassFolderReader(root);
        if (SplitFolders.are(root, found)) {
            for (Path folder : found.folders()) {
                reader.readSplit(folder);
            }
        } else {
            reader.readClasses(found, null);
        }
        if (reader.slices.isEmpty()) {
            return Optional.empty();
        }
        if (!reader.empty.isEmpty()) {
            throw new DatasetException(
                    String.format(
                            Locale.ROOT,
                            "%s: these class folders contain no PNG or JPEG file; fill or remove"
                                    + " them",
                            root),
                    reader.empty);
        }
        return Optional.of(new FoundSlices(reader.slices, reader.leftOut));
    }

    private void readSplit(Path folder) throws IOException {
        ClassFolders classes = ClassFolders.in(folder);
        if (classes.folders().isEmpty()) {
            throw new DatasetException(
                    String.format(
                            Locale.ROOT,
                            "%s holds no class folders; expected one for each class, as in the other splits%s",
                            folder,
                            classes.leftOut().count() == 0 ? "" : "; found " + classes.leftOut()));
        }
        readClasses(classes, SplitFolders.split(folder).orElseThrow());
    }

    private void readClasses(ClassFolders classes, Split split) throws IOException {
        leftOut = leftOut.and(classes.leftOut());
        for (Path folder : classes.folders()) {
            SliceFiles found = SliceFiles.under(folder, root).requireOpen();
            String label = folder.getFileName().toString();
            for (Path file : found.files()) {
                slices.add(new Slice(SliceFiles.name(root, file), file, label, null, split));
            }
            leftOut = leftOut.and(found.leftOut());
            if (found.files().isEmpty()) {
                String name = SliceFiles.name(root, folder);
                String what = found.leftOut().toString();
                empty.add(what.isEmpty() ? name : name + ", but " + what);
            }
        }
    }
}
