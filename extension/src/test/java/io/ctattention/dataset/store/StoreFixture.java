package io.ctattention.dataset.store;

import static io.ctattention.dataset.TestData.image;
import static io.ctattention.dataset.TestData.noise;
import static io.ctattention.dataset.TestData.png;
import static org.assertj.core.api.Assertions.assertThat;

import io.ctattention.dataset.Slice;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Five slices of different kinds, and a watch on the threads that decode them. */
@Timeout(60)
abstract class StoreFixture {

    public static final int SIZE = 20;
    public static final StoreOptions IN_MEMORY = new StoreOptions(1 << 20, 3);
    public static final StoreOptions STREAMED = new StoreOptions(0, 3);

    @TempDir Path folder;
    final List<Slice> slices = new ArrayList<>();

    @BeforeEach
    void fiveKindsOfSlices() throws IOException {
        add("grey.png", noise(BufferedImage.TYPE_BYTE_GRAY, 50, 40, 1));
        add("argb.png", noise(BufferedImage.TYPE_INT_ARGB, 30, 60, 2));
        add("deep.png", deep(31, 37));
        slices.add(
                slice(
                        image(
                                folder.resolve("a.jpg"),
                                "jpg",
                                noise(BufferedImage.TYPE_BYTE_GRAY, 64, 64, 3))));
        add("small.png", noise(BufferedImage.TYPE_INT_RGB, 10, 10, 4));
    }

    @AfterEach
    void noThreadIsLeft() throws InterruptedException {
        waitUntil(() -> threads().isEmpty());
        assertThat(threads()).isEmpty();
    }

    public static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("ct-attention"))
                .toList();
    }

    public static void waitUntil(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 500 && !condition.getAsBoolean(); i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    public static BufferedImage deep(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_USHORT_GRAY);
        for (int i = 0; i < width * height; i++) {
            image.getRaster().setSample(i % width, i / width, 0, 1000 + 37 * i);
        }
        return image;
    }

    private void add(String name, BufferedImage image) throws IOException {
        slices.add(slice(png(folder.resolve(name), image)));
    }

    public static Slice slice(Path file) {
        return new Slice(file.getFileName().toString(), file, "COVID", null, null);
    }
}
