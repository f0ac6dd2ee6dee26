package io.ctattention.cli.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LineFileTest {

    @TempDir Path folder;

    /** A disk that has room for some bytes. */
    private record FullDisk(SeekableByteChannel disk, long room) implements SeekableByteChannel {

        @Override
        public int write(ByteBuffer source) throws IOException {
            int fits = (int) Math.min(source.remaining(), room - disk.position());
            if (fits == 0) {
                throw new IOException("No space left on device");
            }
            int end = source.limit();
            source.limit(source.position() + fits);
            int written = disk.write(source);
            source.limit(end);
            return written;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return disk.read(target);
        }

        @Override
        public long position() throws IOException {
            return disk.position();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            return disk.position(position);
        }

        @Override
        public long size() throws IOException {
            return disk.size();
        }

        @Override
        public SeekableByteChannel truncate(long size) throws IOException {
            return disk.truncate(size);
        }

        @Override
        public boolean isOpen() {
            return disk.isOpen();
        }

        @Override
        public void close() throws IOException {
            disk.close();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void linesThatFindNoRoomLeaveNoPartOfThem() throws IOException {
        Path file = folder.resolve("answers.jsonl");
        SeekableByteChannel disk =
                Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try (LineFile lines = new LineFile(file, new FullDisk(disk, 15))) {
            lines.write(bytes("{\"n\":1}\n"));

            assertThatThrownBy(() -> lines.write(bytes("{\"n\":2}\n")))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessage(
                            file
                                    + ": No space left on device; the file ends with the last"
                                    + " complete line that fitted");
        }
        assertThat(file).hasContent("{\"n\":1}\n");
    }

    @Test
    void anEarlierFileIsReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("answers.jsonl"), "old and longer\n");
        try (LineFile lines = new LineFile(file)) {
            lines.write(bytes("new\n"));
            assertThat(file).as("at once").hasContent("new\n");
        }
    }

    @Test
    void aFileThatIsBeingWrittenIsLeftToWhoWritesIt() throws IOException {
        Path file = folder.resolve("results/answers.jsonl");
        try (LineFile lines = new LineFile(file)) {
            lines.write(bytes("{\"n\":1}\n"));

            assertThatThrownBy(() -> new LineFile(file))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessage(
                            file
                                    + ": another process is writing it; wait until it is done, or"
                                    + " choose another file");
            assertThat(file).hasContent("{\"n\":1}\n");
        }
        try (LineFile lines = new LineFile(file)) {
            assertThat(file).as("written again").isEmptyFile();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aPipeTakesLinesAndGivesNoneBack() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        Process reader =
                new ProcessBuilder("head", "-n", "2", pipe.toString())
                        .redirectOutput(folder.resolve("read").toFile())
                        .start();
        try (LineFile lines = new LineFile(pipe)) {
            lines.write(bytes("{\"n\":1}\n"));
            lines.write(bytes("{\"n\":2}\n"));
            assertThat(reader.waitFor()).isZero();

            assertThatThrownBy(() -> lines.write(bytes("{\"n\":3}\n")))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessage(pipe + ": Broken pipe");
        }
        assertThat(folder.resolve("read")).hasContent("{\"n\":1}\n{\"n\":2}\n");
    }
}
