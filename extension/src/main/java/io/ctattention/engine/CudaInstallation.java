package io.ctattention.engine;

import io.ctattention.file.AtomicFolder;
import io.ctattention.file.FolderLock;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Lays PyTorch's libraries for CUDA out in a folder: of each jar only those that the engine needs,
 * compared with the jar's check sums. They are written into a folder beside it, which gets its name
 * at the end, so that after a crash there are all of them or none.
 */
public final class CudaInstallation {

    private static final int BUFFER = 1 << 20;
    private static final String RUNTIME = "libcudart.so.12";

    private final List<CudaArtifact> artifacts;
    private final Progress progress;

    /** Receives progress. */
    @FunctionalInterface
    public interface Progress {
        /**
         * Some bytes more are written.
         *
         * @param library the file that they belong to
         * @param bytes how many
         * @throws IOException to stop; nothing is left then
         */
        void written(String library, int bytes) throws IOException;
    }

    /**
     * Creates an installation.
     *
     * @param artifacts the jars, usually {@link CudaArtifact#ALL}
     * @param progress receives progress
     */
    public CudaInstallation(List<CudaArtifact> artifacts, Progress progress) {
        this.artifacts = List.copyOf(artifacts);
        this.progress = progress;
    }

    /**
     * Unpacks the libraries, replacing the content of the folder.
     *
     * @param libraries the folder; its parents are created
     * @param jars the jars, in any order, under the names that Maven gives them
     * @throws IOException naming the jar or the folder: a jar is missing, lacks a library or is
     *     damaged, another process is writing there, or the disk is full
     */
    public void install(CudaLibraries libraries, List<Path> jars) throws IOException {
        Path folder = libraries.folder().toAbsolutePath();
        Path written = AtomicFolder.hidden(folder, ".new");
        try (FolderLock lock = FolderLock.take(written)) {
            try {
                write(written, jars);
                requireOurs(folder);
                AtomicFolder.replace(folder, written);
                Files.deleteIfExists(folder.resolve(FolderLock.NAME));
            } catch (IOException e) {
                AtomicFolder.delete(written);
                throw e;
            }
        }
    }

    private void write(Path folder, List<Path> jars) throws IOException {
        for (Path left : content(folder)) { // by a crash
            if (!left.endsWith(FolderLock.NAME)) {
                Files.delete(left);
            }
        }
        for (CudaArtifact artifact : artifacts) {
            extract(artifact, jar(artifact, jars), folder);
        }
        Files.createSymbolicLink(folder.resolve(Cudart.NAME), Path.of(RUNTIME));
        Files.write(folder.resolve(CudaLibraries.MANIFEST), CudaLibraries.manifest(folder));
    }

    private static Path jar(CudaArtifact artifact, List<Path> jars) throws IOException {
        return jars.stream()
                .filter(jar -> jar.endsWith(artifact.fileName()))
                .findFirst()
                .orElseThrow(() -> new IOException(artifact.fileName() + " is missing"));
    }

    private void extract(CudaArtifact artifact, Path jar, Path folder) throws IOException {
        Set<String> missing = new HashSet<>(artifact.libraries());
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
                String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                if (missing.remove(name)) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        copy(in, entry, folder.resolve(name));
                    }
                }
            }
        } catch (ZipException e) {
            throw damaged(jar, e.getMessage());
        }
        if (!missing.isEmpty()) {
            throw damaged(jar, "it lacks " + String.join(", ", missing));
        }
    }

    private void copy(InputStream in, ZipEntry entry, Path file) throws IOException {
        CRC32 sum = new CRC32();
        try (FileChannel channel =
                        FileChannel.open(
                                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(channel)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sum.update(buffer, 0, read);
                out.write(buffer, 0, read);
                progress.written(file.getFileName().toString(), read);
            }
            channel.force(true);
        }
        if (sum.getValue() != entry.getCrc()) {
            throw new ZipException("the checksum of " + file.getFileName() + " differs");
        }
    }

    private static IOException damaged(Path jar, String reason) {
        return new FileSystemException(
                jar.toString(),
                null,
                String.format(
                        Locale.ROOT,
                        "is damaged (%s); delete it and run the command again",
                        reason));
    }

    /**
     * Checks that a folder may be replaced.
     *
     * @param folder the folder; it need not be there
     * @throws IOException if it holds anything but libraries that were laid out there
     */
    public static void requireOurs(Path folder) throws IOException {
        if (Files.notExists(folder) || new CudaLibraries(folder).areThere()) {
            return;
        }
        try (Stream<Path> content = Files.list(folder)) {
            if (content.findAny().isPresent()) {
                throw new FileSystemException(
                        folder.toString(),
                        null,
                        "holds something other than CUDA libraries; name another folder");
            }
        }
    }

    /** What a folder holds, files before their folders. */
    private static List<Path> content(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !file.equals(folder))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }
}
