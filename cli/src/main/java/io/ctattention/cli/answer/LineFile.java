package io.ctattention.cli.answer;

import io.ctattention.file.FolderLock;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of results that is read while it grows, and after an interruption: what is handed over in
 * one call, whole lines, is in the file as a whole or not at all.
 */
final class LineFile extends OutputStream {

    private final Path file;
    private final SeekableByteChannel channel;

    /** Where the last whole line ends. A pipe could not tell. */
    private long end;

    /**
     * Creates or replaces it, and keeps it to this process. Its folder is created.
     *
     * @throws FileSystemException if another process writes it
     */
    LineFile(Path file) throws IOException {
        this(file, open(file));
    }

    LineFile(Path file, SeekableByteChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    private static FileChannel open(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (Files.isRegularFile(file)) { // no device, and no pipe
                if (!FolderLock.lock(channel, file)) {
                    throw new FileSystemException(
                            file.toString(),
                            null,
                            "another process is writing it; wait until it is done, or choose another file");
                }
                channel.truncate(0);
            }
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b});
    }

    @Override
    public void write(byte[] content, int offset, int length) throws IOException {
        ByteBuffer lines = ByteBuffer.wrap(content, offset, length);
        try {
            while (lines.hasRemaining()) {
                channel.write(lines);
            }
            end += length;
        } catch (IOException e) {
            String rest =
                    takenBack(e) ? "; the file ends with the last complete line that fitted" : "";
            throw new FileSystemException(file.toString(), null, e.getMessage() + rest);
        }
    }

    /** Removes what was written of a line; a pipe gives nothing back. */
    private boolean takenBack(IOException reason) {
        try {
            channel.truncate(end);
            return channel.size() == end;
        } catch (IOException e) {
            reason.addSuppressed(e);
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
