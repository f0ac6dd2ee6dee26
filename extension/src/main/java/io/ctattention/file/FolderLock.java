package io.ctattention.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Locks a folder for the process that writes it. The operating system holds the lock, on the file
 * {@value #NAME} in the folder, and releases it when the process ends in any way; the file stays,
 * and names the holder. Within the process the lock belongs to a thread, which may take it again.
 *
 * <p>On a network file system it keeps out the processes of other machines only if the mount passes
 * locks on (NFS 4 does, {@code nolock} mounts do not). Where a file system has no locks at all, a
 * warning says so.
 */
public final class FolderLock implements AutoCloseable {

    /** The file in the folder. */
    public static final String NAME = ".ct-attention.lock";

    private static final Logger LOG = LoggerFactory.getLogger(FolderLock.class);

    /** Behind the text, so that others can read it where a locked range cannot be read. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    /**
     * The folders of this process, by their real paths. Looked at before the file is opened:
     * closing it gives back all locks that the process has on it (POSIX).
     */
    private static final Map<Path, FolderLock> HELD = new HashMap<>();

    private final Path folder;
    private final FileChannel channel;
    private final Thread owner = Thread.currentThread();
    private int taken = 1;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes a folder, creating it if there is none.
     *
     * @param folder the folder that is going to be written
     * @return the lock; close it when all is written
     * @throws FileSystemException if another process or thread has it; the message says which
     * @throws IOException if the folder cannot be written
     */
    public static FolderLock take(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path real = folder.toRealPath();
        synchronized (HELD) {
            FolderLock held = HELD.get(real);
            if (held == null) {
                held = new FolderLock(real, locked(folder));
                HELD.put(real, held);
            } else if (held.owner == Thread.currentThread()) {
                held.taken++;
            } else {
                throw inUse(folder, "another thread of this process");
            }
            return held;
        }
    }

    private static FileChannel locked(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            if (lock(channel, file)) {
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(holder().getBytes(StandardCharsets.UTF_8)));
                return channel;
            }
            throw inUse(folder, read(channel));
        } catch (IOException e) {
            channel.close();
            throw e instanceof FileSystemException ? e : AtomicFile.naming(file, e);
        }
    }

    /**
     * Locks an open file against other processes, until any channel that this process has on it is
     * closed.
     *
     * @param channel the file, open for writing
     * @param file its name
     * @return whether nobody else has it; true, after a warning, where the file system has no locks
     */
    public static boolean lock(FileChannel channel, Path file) {
        try {
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            return lock != null;
        } catch (OverlappingFileLockException e) { // of another class loader in this process
            return false;
        } catch (IOException e) {
            LOG.warn(
                    "{} cannot be locked ({}): two processes could write there at the same time",
                    file,
                    e.getMessage());
            return true;
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(1024);
        channel.read(text, 0);
        String holder = StandardCharsets.UTF_8.decode(text.flip()).toString().strip();
        return holder.isEmpty() ? "another process" : holder;
    }

    private static String holder() {
        return String.format(
                Locale.ROOT,
                "process %d on %s, since %s,",
                ProcessHandle.current().pid(),
                host(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    /** The machine's name, without asking a name server. */
    private static String host() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) { // not Linux
            return "this machine";
        }
    }

    private static FileSystemException inUse(Path folder, String holder) {
        return new FileSystemException(
                folder.toString(),
                null,
                String.format(
                        Locale.ROOT,
                        "%s is writing here; wait until it is done, stop it, or choose another"
                                + " folder",
                        holder));
    }

    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            if (--taken == 0) {
                HELD.remove(folder);
                channel.close();
            }
        }
    }
}
