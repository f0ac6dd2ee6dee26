package io.ctattention.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Replaces a folder as a whole: a crash leaves either the old or the new one.
 *
 * <p>The new folder is written under a temporary name and flushed to the disk, the old one is
 * renamed to {@code .NAME.previous}, the new one takes its name, and the previous one is deleted.
 * After a crash between the two renames only the previous one is there; {@link #recover} gives it
 * its name back.
 */
public final class AtomicFolder {

    private AtomicFolder() {}

    /** Writes a folder's files. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes the files.
         *
         * @param folder an empty folder
         * @throws IOException if that fails; the target then stays as it was
         */
        void writeTo(Path folder) throws IOException;
    }

    /**
     * Writes a folder or replaces it.
     *
     * @param target the folder's name; its parents are created
     * @param content writes the files
     * @throws IOException if that fails, naming the target; it then stays as it was
     */
    public static void write(Path target, Content content) throws IOException {
        Path absolute = target.toAbsolutePath();
        Path parent = absolute.getParent();
        Files.createDirectories(parent);
        recover(absolute);
        Path written = hidden(absolute, ".new");
        delete(written);
        Files.createDirectory(written);
        try {
            content.writeTo(written);
            flush(written);
            replace(absolute, written);
        } catch (IOException e) {
            throw AtomicFile.naming(target, e);
        } finally {
            delete(written);
        }
    }

    /**
     * Gives a folder that is written the name of another, which is deleted.
     *
     * @param absolute the name; the folder of that name may be missing
     * @param written the folder, beside it
     * @throws IOException if one cannot be renamed or deleted
     */
    public static void replace(Path absolute, Path written) throws IOException {
        Path previous = hidden(absolute, ".previous");
        delete(previous);
        if (Files.exists(absolute)) {
            Files.move(absolute, previous, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(written, absolute, StandardCopyOption.ATOMIC_MOVE);
        delete(previous);
    }

    /**
     * Repairs what a crash in the middle of {@link #write} left.
     *
     * @param target the folder's name
     * @throws IOException if the folder cannot be renamed
     */
    public static void recover(Path target) throws IOException {
        Path absolute = target.toAbsolutePath();
        Path previous = hidden(absolute, ".previous");
        if (Files.notExists(absolute) && Files.exists(previous)) {
            Files.move(previous, absolute, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /**
     * Returns the name of a hidden folder beside another.
     *
     * @param absolute the other's name
     * @param suffix what it ends with
     * @return {@code .NAME} and the suffix
     */
    public static Path hidden(Path absolute, String suffix) {
        return absolute.resolveSibling("." + absolute.getFileName() + suffix);
    }

    private static void flush(Path folder) throws IOException {
        for (Path file : walk(folder)) {
            if (Files.isRegularFile(file)) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
        }
    }

    /**
     * Deletes a folder and what it holds; never what a link leads to.
     *
     * @param folder it need not be there
     * @throws IOException if something cannot be deleted
     */
    public static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            for (Path path : walk(folder)) {
                Files.delete(path);
            }
        }
    }

    /** Returns the content of a folder, and finally the folder itself. */
    private static List<Path> walk(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
