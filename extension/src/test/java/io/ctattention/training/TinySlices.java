package io.ctattention.training;

import io.ctattention.dataset.ReadOptions;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.SliceSetReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** A few noisy images of 20 x 20 whose positive class has a bright square: quick to train on. */
final class TinySlices {

    static final int SIDE = 20;

    private TinySlices() {}

    static SliceSet write(Path folder, int count) throws IOException {
        Random random = new Random(7);
        StringBuilder manifest = new StringBuilder("file,label,patient,split\n");
        for (int i = 0; i < count; i++) {
            String label = i % 2 == 0 ? "COVID" : "NonCOVID";
            BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    boolean square = i % 2 == 0 && x > 4 && x < 12 && y > 6 && y < 14;
                    image.getRaster().setSample(x, y, 0, random.nextInt(120) + (square ? 60 : 0));
                }
            }
            Path file = Files.createDirectories(folder.resolve(label)).resolve(i + ".png");
            ImageIO.write(image, "png", file.toFile());
            manifest.append(
                    "%s/%d.png,%s,p%d,%s%n"
                            .formatted(
                                    label,
                                    i,
                                    label,
                                    i,
                                    i % 4 < 2 && i >= count / 2 ? "val" : "train"));
        }
        Files.writeString(folder.resolve("manifest.csv"), manifest.toString());
        return SliceSetReader.read(folder, ReadOptions.defaults());
    }
}
