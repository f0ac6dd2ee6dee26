package io.ctattention.dataset;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javax.imageio.ImageIO;

/** Files and slices made up for tests. */
public final class TestData {

    private TestData() {}

    /** An empty file, for readers, which open no image. */
    public static Path touch(Path file) throws IOException {
        return write(file, "");
    }

    public static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** An image of smooth noise that depends on the seed only. */
    public static BufferedImage noise(int type, int width, int height, long seed) {
        Random random = new Random(seed);
        int[][] coarse = new int[10][10];
        for (int[] row : coarse) {
            for (int i = 0; i < row.length; i++) {
                row[i] = random.nextInt(256);
            }
        }
        BufferedImage image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int level = coarse[y * 10 / height][x * 10 / width];
                if (type == BufferedImage.TYPE_BYTE_GRAY) {
                    image.getRaster().setSample(x, y, 0, level); // setRGB would apply a gamma
                } else {
                    image.setRGB(x, y, 0xff000000 | level * 0x010101);
                }
            }
        }
        return image;
    }

    public static Path png(Path file, BufferedImage image) throws IOException {
        return image(file, "png", image);
    }

    public static Path image(Path file, String format, BufferedImage image) throws IOException {
        Files.createDirectories(file.getParent());
        if (!ImageIO.write(image, format, file.toFile())) {
            throw new IOException("No writer of " + format);
        }
        return file;
    }

    public static Slice slice(String name, String label, String patient, Split split) {
        return new Slice(name, Path.of(name), label, patient, split);
    }

    /** A set of files that do not exist: {@code count} of each class, without patients. */
    public static SliceSet set(int covid, int nonCovid) throws IOException {
        List<Slice> slices = new ArrayList<>();
        for (int i = 0; i < covid; i++) {
            slices.add(slice(String.format(Locale.ROOT, "COVID/%03d.png", i), "COVID", null, null));
        }
        for (int i = 0; i < nonCovid; i++) {
            slices.add(
                    slice(
                            String.format(Locale.ROOT, "NonCOVID/%03d.png", i),
                            "NonCOVID",
                            null,
                            null));
        }
        return SliceSet.of(slices, ReadOptions.defaults());
    }

    public static List<String> names(List<Slice> slices) {
        return slices.stream().map(Slice::name).toList();
    }
}
