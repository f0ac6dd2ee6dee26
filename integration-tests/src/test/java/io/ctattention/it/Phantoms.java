package io.ctattention.it;

import io.ctattention.phantom.PhantomSlices;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;

/** Slices to send. */
final class Phantoms {

    private static final Path REAL =
            Path.of(System.getProperty("ct-attention.shared", "../../shared")).resolve("covid-ct");

    private static final Map<String, byte[]> DRAWN = new ConcurrentHashMap<>();

    private Phantoms() {}

    static byte[] png(int index) {
        return DRAWN.computeIfAbsent("png " + index, key -> encoded(index, "png"));
    }

    static byte[] jpeg(int index) {
        return DRAWN.computeIfAbsent("jpg " + index, key -> encoded(index, "jpg"));
    }

    private static byte[] encoded(int index, String format) {
        BufferedImage image =
                new PhantomSlices(7).slice(index, index % 2 == 1).image().toBufferedImage();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] damaged() {
        byte[] whole = png(0);
        return Arrays.copyOf(whole, whole.length / 2);
    }

    /** Some of the real slices, of every kind of file; skips the test where they are not there. */
    static List<Path> real(int count) throws IOException {
        Assumptions.assumeTrue(
                Files.isDirectory(REAL), () -> "skipped: the real slices are not in " + REAL);
        try (Stream<Path> files = Files.walk(REAL)) {
            List<Path> all =
                    files.filter(
                                    file ->
                                            file.toString()
                                                    .toLowerCase(Locale.ROOT)
                                                    .matches(".*\\.(png|jpe?g)"))
                            .sorted()
                            .toList();
            return java.util.stream.IntStream.range(0, count)
                    .mapToObj(i -> all.get(i * all.size() / count))
                    .toList();
        }
    }
}
