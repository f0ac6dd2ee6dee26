package io.ctattention.quarkus.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files of a model folder, to notice when they are replaced: by renamed folders, switched
 * symbolic links, or rewritten files.
 *
 * @param files each of the model's files
 */
record FolderStamp(List<File> files) {

    /**
     * A file.
     *
     * @param path without symbolic links
     * @param key what the file system knows it by, such as its inode; null where there is none
     * @param size in bytes
     * @param modified when it was last written
     */
    record File(Path path, Object key, long size, FileTime modified) {}

    /** Looks at a folder; finds nothing if one of the files is not there. */
    static Optional<FolderStamp> of(Path folder) {
        List<File> files = new ArrayList<>();
        for (String name : ModelLocation.FILES) {
            try {
                Path path = folder.resolve(name).toRealPath();
                var found = Files.readAttributes(path, BasicFileAttributes.class);
                files.add(new File(path, found.fileKey(), found.size(), found.lastModifiedTime()));
            } catch (IOException e) {
                return Optional.empty();
            }
        }
        return Optional.of(new FolderStamp(files));
    }
}
