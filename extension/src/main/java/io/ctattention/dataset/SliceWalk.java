package io.ctattention.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Walks a folder and tells slices from all else; no file is opened twice. */
final class SliceWalk extends SimpleFileVisitor<Path> {

    private static final int START_OF_EXPLANATION = 8192;
    private static final String RAW = "-raw.png";
    private static final String LINK_BACK = "link to a folder above it";

    private final Path start;
    private final Path root;
    private final boolean firstOnly;
    private final List<Named> slices = new ArrayList<>();
    private final Map<String, List<String>> leftOut = new HashMap<>();
    private final List<Path> closed = new ArrayList<>();

    /** The files of the folder that is being visited, and of those above it. */
    private final Deque<Map<Path, BasicFileAttributes>> folders = new ArrayDeque<>();

    /** Two files may be called alike: bytes that are no UTF-8 all become the same character. */
    private record Named(String name, Path file) {}

    private SliceWalk(Path start, Path root, boolean firstOnly) {
        this.start = start;
        this.root = root;
        this.firstOnly = firstOnly;
    }

    /**
     * Walks a folder.
     *
     * @param start the folder
     * @param root what the names of what is left out are relative to
     * @param firstOnly whether to stop after the first folder that holds slices
     */
    static SliceFiles of(Path start, Path root, boolean firstOnly) throws IOException {
        SliceWalk walk = new SliceWalk(start, root, firstOnly);
        Files.walkFileTree(
                start, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
        walk.slices.sort(
                Comparator.comparing(Named::name, SliceFiles.BY_CODE_POINT)
                        .thenComparing(Named::file));
        return new SliceFiles(
                walk.slices.stream().map(Named::file).toList(),
                new LeftOut(walk.leftOut),
                walk.closed);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
            throws IOException {
        if (!folder.equals(start) && SliceFiles.isHidden(folder)) {
            leaveOut(SliceFiles.isMasks(folder) ? "folder of masks" : "hidden folder", folder);
            return FileVisitResult.SKIP_SUBTREE;
        }
        if (!folder.equals(start) && leadsBack(folder)) {
            leaveOut(LINK_BACK, folder);
            return FileVisitResult.SKIP_SUBTREE;
        }
        if (ResultFolder.is(folder)) {
            leaveOut("folder of results", folder);
            return FileVisitResult.SKIP_SUBTREE;
        }
        folders.push(new HashMap<>());
        return FileVisitResult.CONTINUE;
    }

    /** A walk notices only links to folders that it came through, not to those above its start. */
    private boolean leadsBack(Path folder) throws IOException {
        return Files.isSymbolicLink(folder) && start.toRealPath().startsWith(folder.toRealPath());
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        folders.element().put(file, attributes);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        if (failure instanceof FileSystemLoopException) {
            leaveOut(LINK_BACK, file); // what it leads to is visited without it
        } else if (failure instanceof AccessDeniedException) {
            closed.add(file);
        } else {
            throw failure;
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
        if (failure != null) {
            throw failure;
        }
        Map<Path, BasicFileAttributes> files = folders.pop();
        leaveOutExplanations(files);
        files.forEach(this::sort);
        return firstOnly && !slices.isEmpty()
                ? FileVisitResult.TERMINATE
                : FileVisitResult.CONTINUE;
    }

    /** Heat maps, overlays and numbers of a version that did not mark their folder. */
    private void leaveOutExplanations(Map<Path, BasicFileAttributes> files) {
        for (Path raw : List.copyOf(files.keySet())) {
            String name = raw.getFileName().toString();
            if (name.endsWith(RAW)) {
                String base = name.substring(0, name.length() - RAW.length());
                Path overlay = raw.resolveSibling(base + ".png");
                Path numbers = raw.resolveSibling(base + ".json");
                if (files.containsKey(overlay)
                        && files.containsKey(numbers)
                        && isExplanation(numbers)) {
                    for (Path file : List.of(overlay, raw, numbers)) {
                        files.remove(file);
                        leaveOut("result of an explanation", file);
                    }
                }
            }
        }
    }

    private static boolean isExplanation(Path json) {
        try (InputStream in = Files.newInputStream(json)) {
            String start = new String(in.readNBytes(START_OF_EXPLANATION), StandardCharsets.UTF_8);
            return start.contains("\"prediction\"") && start.contains("\"heatMap\"");
        } catch (IOException e) {
            return false; // then it is told of as a file that cannot be read
        }
    }

    private void sort(Path file, BasicFileAttributes attributes) {
        if (SliceFiles.isHidden(file)) {
            leaveOut("hidden file", file);
        } else if (SliceFiles.isNamedAsImage(file) || attributes.isSymbolicLink()) {
            slices.add(
                    new Named(
                            SliceFiles.name(root, file), file)); // a link that was followed is none
        } else if (!attributes.isRegularFile()) {
            leaveOut("special file", file);
        } else {
            Optional<String> kind = SliceFiles.otherKind(file);
            if (kind.isPresent()) {
                leaveOut(kind.get(), file);
            } else {
                slices.add(new Named(SliceFiles.name(root, file), file));
            }
        }
    }

    private void leaveOut(String kind, Path file) {
        String name = file.equals(root) ? file.toString() : SliceFiles.name(root, file);
        leftOut.computeIfAbsent(kind, k -> new ArrayList<>()).add(name);
    }
}
