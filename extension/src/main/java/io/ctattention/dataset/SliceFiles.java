package io.ctattention.dataset;

import io.ctattention.image.ImageType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The image files of a folder, in an order that does not depend on the file system.
 *
 * <p>A name that ends in {@code .png}, {@code .jpg} or {@code .jpeg} is taken at its word, for an
 * image that is none is told by its decoder. Every other file is looked into, and counts if it
 * starts as a PNG or JPEG does. So does a link to nothing and a file that may not be read: nobody
 * can know that it is no slice.
 *
 * @param files every image file; hidden ones, those in a folder {@code masks} and results of this
 *     program left out
 * @param leftOut what else is there
 * @param closed folders that may not be read
 */
public record SliceFiles(List<Path> files, LeftOut leftOut, List<Path> closed) {

    /** The folder of masks beside the class folders; no file in it is a slice. */
    public static final String MASKS = "masks";

    /** By Unicode code point, which is the order of the UTF-8 bytes. */
    public static final Comparator<String> BY_CODE_POINT = SliceFiles::compare;

    /** Copies the lists. */
    public SliceFiles {
        files = List.copyOf(files);
        closed = List.copyOf(closed);
    }

    /**
     * Lists a folder and the folders in it.
     *
     * @param folder where to look
     * @return its image files in code-point order of their paths
     * @throws IOException if it does not exist
     */
    public static SliceFiles under(Path folder) throws IOException {
        return under(folder, folder);
    }

    /** Lists a folder; what is left out is named relative to a folder above it. */
    public static SliceFiles under(Path folder, Path root) throws IOException {
        return SliceWalk.of(folder, root, false);
    }

    /** Any of a folder's image files; stops looking when it has found one. */
    static Optional<Path> first(Path folder) throws IOException {
        return SliceWalk.of(folder, folder, true).files().stream().findFirst();
    }

    /** Returns this, or fails if there is a folder that may not be read. */
    public SliceFiles requireOpen() throws AccessDeniedException {
        if (!closed.isEmpty()) {
            throw new AccessDeniedException(closed.get(0).toString());
        }
        return this;
    }

    /** The folders directly in a folder, by name; hidden ones left out. */
    public static List<Path> foldersIn(Path folder) throws IOException {
        return in(folder).stream().filter(Files::isDirectory).toList();
    }

    /** What lies directly in a folder, by name; what is hidden is left out. */
    public static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> !isHidden(child))
                    .sorted(Comparator.comparing(child -> name(folder, child), BY_CODE_POINT))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The path of a file relative to its dataset, {@code /} between folders. */
    public static String name(Path root, Path file) {
        String separator = file.getFileSystem().getSeparator();
        return root.relativize(file).toString().replace(separator, "/");
    }

    private static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // Characters in two units lie behind all others, their units do not.
                boolean pair = Character.isSurrogate(x);
                return pair == Character.isSurrogate(y) ? x - y : pair ? 1 : -1;
            }
        }
        return a.length() - b.length();
    }

    /** Whether a file's name promises an image. */
    static boolean isNamedAsImage(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg");
    }

    /**
     * Looks whether a file is taken for a slice.
     *
     * @param file a file
     * @return whether it is an image by its name or, where that promises none, by its content; true
     *     if it may not be read
     */
    public static boolean isImage(Path file) {
        return isNamedAsImage(file) || Files.isRegularFile(file) && otherKind(file).isEmpty();
    }

    /** What a file is by its content; empty for an image, and for what cannot be read. */
    static Optional<String> otherKind(Path file) {
        try {
            return ImageType.otherThanSlice(file);
        } catch (IOException e) {
            return Optional.empty(); // reading the slice says why it cannot be read
        }
    }

    /** Whether a file or folder is not for the eyes of a reader. */
    static boolean isHidden(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(".") || name.equals("__MACOSX") || isMasks(file);
    }

    static boolean isMasks(Path folder) {
        return folder.getFileName().toString().equals(MASKS);
    }
}
