package io.ctattention.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Writes a file completely or not at all: under a temporary name next to it, then renamed. Errors
 * name the file, also when the disk is full.
 */
public final class AtomicFile {

    /** What leads to files that this process or others hold open. */
    private static final List<Path> STREAMS =
            Stream.of("/dev/stdout", "/dev/stderr", "/dev/fd", "/proc").map(Path::of).toList();

    private static final Set<PosixFilePermission> OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private AtomicFile() {}

    /** Writes a file's bytes. */
    @FunctionalInterface
    public interface Bytes {
        /**
         * Writes them.
         *
         * @param out buffered; closed by the caller
         * @throws IOException if that fails; the file then stays as it was
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes a file's text. */
    @FunctionalInterface
    public interface Text {
        /**
         * Writes it.
         *
         * @param out in UTF-8, buffered; closed by the caller
         * @throws IOException if that fails; the file then stays as it was
         */
        void writeTo(Writer out) throws IOException;
    }

    /**
     * Writes a text or replaces it.
     *
     * @param file the file; its folder is created
     * @param text its whole content
     * @throws IOException naming the file, which then stays as it was
     */
    public static void writeString(Path file, String text) throws IOException {
        writeText(file, out -> out.write(text));
    }

    /**
     * Writes a text or replaces it.
     *
     * @param file the file; its folder is created
     * @param text writes its content
     * @throws IOException naming the file, which then stays as it was
     */
    public static void writeText(Path file, Text text) throws IOException {
        write(
                file,
                out -> {
                    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                    text.writeTo(writer);
                    writer.flush();
                });
    }

    /**
     * Writes a file or replaces it, keeping its permissions. Devices and pipes, which cannot be
     * replaced, are written to; of a link its target is replaced.
     *
     * @param file the file; its folder is created
     * @param bytes writes its content
     * @throws IOException naming the file, which then stays as it was
     */
    public static void write(Path file, Bytes bytes) throws IOException {
        try {
            if (isDevice(file)) {
                writeInto(file, bytes);
            } else {
                Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
                Files.createDirectories(target.getParent());
                replace(target, bytes);
            }
        } catch (IOException e) {
            throw naming(file, e);
        }
    }

    /** Whether it is a device, a pipe, or a file that is open already. */
    private static boolean isDevice(Path file) {
        return Files.exists(file)
                && (!Files.isRegularFile(file)
                        || STREAMS.stream().anyMatch(file.toAbsolutePath()::startsWith));
    }

    private static void replace(Path target, Bytes bytes) throws IOException {
        // Not made of the file's name: that may be as long as names can be.
        String random = Long.toHexString(ThreadLocalRandom.current().nextLong());
        Path written = target.resolveSibling("." + random + ".new");
        try {
            if (hasPermissions(target)) {
                Files.createFile(written, PosixFilePermissions.asFileAttribute(OWNER));
                writeInto(written, bytes, StandardOpenOption.WRITE);
                Files.setPosixFilePermissions(written, Files.getPosixFilePermissions(target));
            } else {
                writeInto(written, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            }
            Files.move(
                    written,
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private static boolean hasPermissions(Path file) {
        return Files.exists(file)
                && Files.getFileAttributeView(file, PosixFileAttributeView.class) != null;
    }

    private static void writeInto(Path file, Bytes bytes, StandardOpenOption... options)
            throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file, options))) {
            bytes.writeTo(out);
        }
    }

    /**
     * Gives a fault the name of what could not be written.
     *
     * @param target the file or folder that was to be written
     * @param e the fault
     * @return the fault of that name; as it is, if it says what and why already
     */
    public static IOException naming(Path target, IOException e) {
        String reason;
        if (e instanceof FileSystemException fault) {
            if (fault.getReason() == null && !(e instanceof AccessDeniedException)) {
                return e; // its kind is the reason: no such file, is there already, ...
            }
            reason = fault.getReason();
        } else if (e.getClass() == IOException.class) { // of a full disk, say
            reason = e.getMessage();
        } else {
            return e;
        }
        FileSystemException named =
                e instanceof AccessDeniedException
                        ? new AccessDeniedException(target.toString(), null, reason)
                        : new FileSystemException(target.toString(), null, reason);
        named.initCause(e);
        return named;
    }
}
