package io.ctattention.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * A file of results that is read while it grows, and after an interruption: what is handed over in
 * one call, whole lines, is in the file as a whole or not at all.
 */
final class LineFile extends OutputStream {

    private final Path file;
    private final SeekableByteChannel channel;

    /** Creates or replaces it. */
    LineFile(Path file) throws IOException {
        this(
                file,
                Files.newByteChannel(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE));
    }

    LineFile(Path file, SeekableByteChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b});
    }

    @Override
    public void write(byte[] content, int offset, int length) throws IOException {
        long start = channel.position();
        ByteBuffer lines = ByteBuffer.wrap(content, offset, length);
        try {
            while (lines.hasRemaining()) {
                channel.write(lines);
            }
        } catch (IOException e) {
            takeBack(start, e);
            throw new FileSystemException(
                    file.toString(),
                    null,
                    String.format(
                            Locale.ROOT,
                            "%s; the file ends with the last whole line that it had room for",
                            e.getMessage()));
        }
    }

    private void takeBack(long start, IOException e) {
        try {
            channel.truncate(start);
        } catch (IOException second) { // a device or a pipe cannot
            e.addSuppressed(second);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
