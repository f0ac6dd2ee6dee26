package io.ctattention.dataset.reading;

import io.ctattention.dataset.DatasetException;
import io.ctattention.dataset.LeftOut;
import io.ctattention.dataset.ResultFolder;
import io.ctattention.dataset.SliceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What lies directly in a folder of data.
 *
 * @param folders those that may be classes, splits or the data itself, by name
 * @param leftOut results, images beside the folders, and links that lead back
 */
record ClassFolders(List<Path> folders, LeftOut leftOut) {

    static ClassFolders in(Path root) throws IOException {
        List<Path> folders = new ArrayList<>();
        List<String> results = new ArrayList<>();
        List<String> loose = new ArrayList<>();
        List<String> back = new ArrayList<>();
        for (Path child : SliceFiles.in(root)) {
            String name = child.getFileName().toString();
            if (Files.isSymbolicLink(child) && !Files.exists(child)) {
                throw new DatasetException(
                        String.format(
                                Locale.ROOT,
                                "%s is a link to %s, which does not exist; repair or remove it",
                                child,
                                Files.readSymbolicLink(child)));
            } else if (!Files.isDirectory(child)) {
                if (SliceFiles.isImage(child)) {
                    loose.add(name);
                }
            } else if (root.toRealPath().startsWith(child.toRealPath())) {
                back.add(name);
            } else if (ResultFolder.is(child) || holdsResultsOnly(child)) {
                results.add(name);
            } else {
                folders.add(child);
            }
        }
        return new ClassFolders(
                folders,
                LeftOut.of("folder of results", results)
                        .and(LeftOut.of("image beside the folders", loose))
                        .and(LeftOut.of("link to a folder above it", back)));
    }

    /** Whether a folder contains folders of results. */
    private static boolean holdsResultsOnly(Path folder) throws IOException {
        if (!Files.isReadable(folder)) {
            return false;
        }
        List<Path> children = SliceFiles.in(folder);
        List<Path> folders = children.stream().filter(Files::isDirectory).toList();
        return !folders.isEmpty()
                && folders.stream().allMatch(ResultFolder::is)
                && children.stream()
                        .noneMatch(child -> !Files.isDirectory(child) && SliceFiles.isImage(child));
    }

    /** The names of the folders, such as {@code COVID, NonCOVID}. */
    String names() {
        return String.join(
                ", ", folders.stream().map(folder -> folder.getFileName().toString()).toList());
    }
}
