package io.ctattention.image;

import io.ctattention.file.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes PNG files, to the disk or into memory. */
public final class PngFile {

    private PngFile() {}

    /**
     * Writes a file.
     *
     * @param image the picture
     * @param file created, or replaced as a whole; its folder is created
     * @throws IOException naming the file, if it cannot be written
     */
    public static void write(BufferedImage image, Path file) throws IOException {
        AtomicFile.write(file, out -> write(image, out));
    }

    /**
     * Writes into memory.
     *
     * @param image the picture
     * @return the file's content
     */
    public static byte[] bytes(BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            write(image, out);
        } catch (IOException e) { // memory does not fail
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void write(BufferedImage image, OutputStream out) throws IOException {
        try (var png = new MemoryCacheImageOutputStream(out)) { // no temporary file
            if (!ImageIO.write(image, "png", png)) {
                throw new IOException("this Java has no PNG writer for such an image");
            }
        }
    }
}
