package io.ctattention.quarkus.deployment;

import io.ctattention.phantom.PhantomSlices;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;

/** Phantom slices as images, PNG files and data sets. */
public final class TestSlices {

    private static final Map<Integer, byte[]> DRAWN = new ConcurrentHashMap<>();

    private TestSlices() {}

    public static BufferedImage image(int index) {
        return new PhantomSlices(1).slice(index, index % 2 == 1).image().toBufferedImage();
    }

    public static byte[] png(int index) {
        return DRAWN.computeIfAbsent(index, TestSlices::draw).clone();
    }

    private static byte[] draw(int index) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image(index), "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public static Path file(Path folder, int index) throws IOException {
        return Files.write(
                folder.resolve(String.format(Locale.ROOT, "phantom-%d.png", index)), png(index));
    }
}
