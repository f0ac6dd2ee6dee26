package io.ctattention.cli.cuda;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Whether what is going to be written has room, before anything is. */
final class DiskSpace {

    private DiskSpace() {}

    /**
     * Checks two folders, which may be on one disk.
     *
     * @throws IOException naming the folder, what it needs and what is free
     */
    static void require(Path first, long firstBytes, Path second, long secondBytes)
            throws IOException {
        FileStore store = store(first);
        if (store.equals(store(second))) {
            require(first, store, firstBytes + secondBytes);
        } else {
            require(first, store, firstBytes);
            require(second, store(second), secondBytes);
        }
    }

    private static void require(Path folder, FileStore store, long bytes) throws IOException {
        if (store.getUsableSpace() < bytes) {
            throw new FileSystemException(
                    folder.toString(),
                    null,
                    String.format(
                            Locale.ROOT,
                            "%.1f GB are needed on this disk, but only %.1f GB are free; free some"
                                    + " space or name another folder",
                            bytes / 1e9,
                            store.getUsableSpace() / 1e9));
        }
    }

    private static FileStore store(Path folder) throws IOException {
        Path there = folder.toAbsolutePath();
        while (there.getParent() != null && Files.notExists(there)) {
            there = there.getParent();
        }
        return Files.getFileStore(there);
    }
}
