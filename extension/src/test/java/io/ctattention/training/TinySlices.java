package io.ctattention.training;

import io.ctattention.block.AttentionSpec;
import io.ctattention.block.NetworkSpec;
import io.ctattention.dataset.PartitionOptions;
import io.ctattention.dataset.Protocol;
import io.ctattention.dataset.ReadOptions;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.reading.SliceSetReader;
import io.ctattention.file.Sha256;
import io.ctattention.model.ModelFolder;
import io.ctattention.training.recipe.TrainingRecipe;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import javax.imageio.ImageIO;

/** A few noisy images of 20 x 20 whose positive class has a bright square: quick to train on. */
public final class TinySlices {

    static final int SIDE = 20;

    private TinySlices() {}

    public static SliceSet write(Path folder, int count) throws IOException {
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
                    String.format(
                            Locale.ROOT,
                            "%s/%d.png,%s,p%d,%s%n",
                            label,
                            i,
                            label,
                            i,
                            i % 4 < 2 && i >= count / 2 ? "val" : "train"));
        }
        Files.writeString(folder.resolve("manifest.csv"), manifest.toString());
        return SliceSetReader.read(folder, ReadOptions.defaults());
    }

    /** A training of CBAM on the CPU, into a folder beside others. */
    public static TrainingPlan plan(
            SliceSet slices, TrainingRecipe recipe, Path folder, String run, boolean resume) {
        return TrainingPlan.builder()
                .setNetwork(NetworkSpec.paper(AttentionSpec.CBAM, SIDE, 2))
                .setSlices(slices)
                .setPartition(PartitionOptions.of(Protocol.SPLIT, 1))
                .optRecipe(recipe)
                .setOutput(folder.resolve(run))
                .optResume(resume)
                .build();
    }

    /** The hash of a model's weights. */
    public static String weights(Path model) throws IOException {
        return Sha256.of(model.resolve(ModelFolder.PARAMETERS));
    }
}
