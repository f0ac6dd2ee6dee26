package io.ctattention.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The image files of a folder, in an order that does not depend on the file system.
 *
 * @param files every PNG and JPEG file by its ending; hidden ones and those in a folder {@code
 *     masks} left out
 * @param skipped how many other files there are
 */
public record SliceFiles(List<Path> files, int skipped) {

    /** By Unicode code point, which is the order of the UTF-8 bytes. */
    static final Comparator<String> BY_CODE_POINT =
            Comparator.comparing(
                    text -> text.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    /**
     * Lists a folder and the folders in it.
     *
     * @param folder where to look
     * @return its image files in code-point order of their paths
     * @throws IOException if a folder cannot be read
     */
    public static SliceFiles under(Path folder) throws IOException {
        List<Path> images = new ArrayList<>();
        int skipped = 0;
        try (Stream<Path> walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator) {
                if (isImage(folder.relativize(file))) {
                    images.add(file);
                } else {
                    skipped++;
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        images.sort(Comparator.comparing(file -> name(folder, file), BY_CODE_POINT));
        return new SliceFiles(List.copyOf(images), skipped);
    }

    /** The folders directly in a folder, by name; hidden ones left out. */
    static List<Path> foldersIn(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(Files::isDirectory)
                    .filter(child -> !isHidden(child.getFileName()))
                    .sorted(Comparator.comparing(child -> name(folder, child), BY_CODE_POINT))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The path of a file relative to its dataset, {@code /} between folders. */
    static String name(Path root, Path file) {
        return StreamSupport.stream(root.relativize(file).spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }

    private static boolean isImage(Path relative) {
        for (Path part : relative) {
            if (isHidden(part)) {
                return false;
            }
        }
        String name = relative.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg");
    }

    private static boolean isHidden(Path name) {
        String text = name.toString();
        return text.startsWith(".") || text.equals("__MACOSX") || text.equals(PhantomMasks.FOLDER);
    }
}
