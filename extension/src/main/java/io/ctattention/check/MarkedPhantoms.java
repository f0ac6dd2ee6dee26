package io.ctattention.check;

import io.ctattention.dataset.ReadOptions;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.reading.SliceSetReader;
import io.ctattention.file.AtomicFile;
import io.ctattention.image.PngFile;
import io.ctattention.phantom.PhantomSlices;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Phantoms without lesions, each as it is and once more with a bright square, which is the positive
 * class: a few epochs teach it, where ground glass would take minutes.
 */
final class MarkedPhantoms {

    private static final int TRAINED = 12;
    private static final int VALIDATED = 4;
    private static final List<String> CLASSES =
            List.of(PhantomSlices.NON_COVID, PhantomSlices.COVID);

    private MarkedPhantoms() {}

    /** Writes 24 slices that train and 8 that validate. */
    static SliceSet write(Path folder) throws IOException {
        PhantomSlices phantoms = new PhantomSlices(1);
        StringBuilder manifest = new StringBuilder("file,label,patient,split\n");
        for (int i = 0; i < TRAINED + VALIDATED; i++) {
            BufferedImage image = phantoms.slice(i, false).image().toBufferedImage();
            for (String label : CLASSES) {
                if (label.equals(PhantomSlices.COVID)) {
                    mark(image);
                }
                String file = String.format(Locale.ROOT, "%s/%d.png", label, i);
                Files.createDirectories(folder.resolve(label));
                PngFile.write(image, folder.resolve(file));
                manifest.append(
                        String.format(
                                Locale.ROOT,
                                "%s,%s,Phantom %d,%s%n",
                                file,
                                label,
                                i,
                                i < TRAINED ? "train" : "val"));
            }
        }
        AtomicFile.writeString(folder.resolve("manifest.csv"), manifest.toString());
        return SliceSetReader.read(folder, ReadOptions.defaults());
    }

    private static void mark(BufferedImage image) {
        int side = image.getHeight() / 3;
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(image.getWidth() / 6, image.getHeight() / 3, side, side);
        graphics.dispose();
    }
}
