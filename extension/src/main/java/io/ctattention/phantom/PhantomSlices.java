package io.ctattention.phantom;

import ai.djl.util.Utils;
import io.ctattention.dataset.SliceFiles;
import io.ctattention.file.AtomicFile;
import io.ctattention.file.Csv;
import io.ctattention.image.PngFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Synthetic axial slices of the chest, for tests, demonstrations and pipelines without data: lungs,
 * heart, aorta, spine, ribs and vessels, and in the class COVID ground glass below the pleura. They
 * teach nothing about disease.
 *
 * <p>Slices {@code 2k} and {@code 2k + 1} are two levels of one patient. The two classes differ in
 * nothing but the ground glass: the negative and the positive slice of one index show the same body
 * in the same window under the same noise. The same seed gives the same slices, in any order.
 */
public final class PhantomSlices {

    /** What a reader of scores on such slices is told. */
    public static final String NOTICE =
            "These slices are phantoms: no number here says anything about patients.";

    /** The class of slices without lesions. */
    public static final String NON_COVID = "NonCOVID";

    /** The class of slices with ground glass. */
    public static final String COVID = "COVID";

    /** The fewest slices that have both classes in each of the three splits. */
    public static final int LEAST = 12;

    /** Slices that are drawn side by side before they are written; each takes about 0.5 MB. */
    private static final int DRAWN_AT_ONCE = 32;

    private final long seed;

    /**
     * Creates a generator.
     *
     * @param seed decides every slice
     */
    public PhantomSlices(long seed) {
        this.seed = seed;
    }

    /**
     * Draws a slice.
     *
     * @param index which slice, from 0; {@code index / 2} is the patient
     * @param positive whether it has ground glass
     * @return a slice 200 to 420 pixels wide and less high, with its masks
     * @throws IllegalArgumentException if the index is negative
     */
    public Phantom slice(int index, boolean positive) {
        if (index < 0) {
            throw new IllegalArgumentException("A slice's index is 0 or more, not " + index);
        }
        long patient = SmoothNoise.mix(seed ^ SmoothNoise.mix(index / 2));
        var random = new SplittableRandom(SmoothNoise.mix(patient + 1 + index % 2));
        double level = index % 2 == 0 ? random.nextDouble(0, 0.4) : random.nextDouble(0.55, 1);
        PhantomAnatomy outlines = PhantomAnatomy.of(new SplittableRandom(patient), level);
        PhantomCanvas canvas = canvas(outlines, random);
        PhantomAnatomy anatomy = outlines.on(canvas);
        new PhantomPainter(canvas, anatomy, random.split()).paint(level);

        var lesions = new PhantomLesions(anatomy, random.split());
        if (positive) {
            canvas.add(lesions::at);
        }
        canvas.addNoise(random.split(), random.nextDouble(12, 40));
        return new Phantom(
                canvas.window(random.nextDouble(-660, -520), random.nextDouble(1250, 1650)),
                canvas.mask(anatomy.lungs()),
                canvas.mask(positive ? lesions.outline() : (x, y) -> 1));
    }

    private static PhantomCanvas canvas(PhantomAnatomy anatomy, SplittableRandom random) {
        int width = random.nextInt(200, 421);
        double scale = width * random.nextDouble(0.44, 0.495);
        double above = random.nextDouble(0.02, 0.1);
        double below = random.nextDouble(0.03, 0.2);
        int height = (int) (scale * (2 * anatomy.depth() + above + below));
        return new PhantomCanvas(width, height, scale, scale * (anatomy.depth() + above));
    }

    /**
     * Writes slices as 8-bit grey PNG into {@code COVID/} and {@code NonCOVID/} and lists them in
     * {@code manifest.csv} with the columns file, label, patient and split. A patient has two
     * slices of one class; about 70 % of the patients are in the split train and 15 % each in val
     * and test. Their masks are written beside, see {@link PhantomMasks}. The same seed and count
     * give the same bytes.
     *
     * @param folder where to; created if absent, and must be empty
     * @param count how many slices, at least {@link #LEAST}
     * @return the manifest
     * @throws IllegalArgumentException if the count is too small or the folder is not empty
     * @throws IOException if a file cannot be written; what was drawn is deleted then
     */
    public Path write(Path folder, int count) throws IOException {
        if (count < LEAST) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%d phantom slices cannot fill three splits with two classes; at least %d can",
                            count,
                            LEAST));
        }
        requireEmpty(folder);
        boolean whole = false;
        try {
            Path manifest = draw(folder, count);
            whole = true;
            return manifest;
        } finally {
            if (!whole) {
                List.of(COVID, NON_COVID, SliceFiles.MASKS)
                        .forEach(part -> Utils.deleteQuietly(folder.resolve(part)));
            }
        }
    }

    private Path draw(Path folder, int count) throws IOException {
        Files.createDirectories(folder.resolve(COVID));
        Files.createDirectories(folder.resolve(NON_COVID));
        List<List<String>> rows = new ArrayList<>();
        int patients = (count + 1) / 2;
        for (int from = 0; from < count; from += DRAWN_AT_ONCE) {
            int to = Math.min(count, from + DRAWN_AT_ONCE);
            List<Phantom> drawn =
                    IntStream.range(from, to)
                            .parallel()
                            .mapToObj(index -> slice(index, positive(index)))
                            .toList();
            for (int index = from; index < to; index++) {
                int patient = index / 2;
                String label = positive(index) ? COVID : NON_COVID;
                String file = String.format(Locale.ROOT, "%s/phantom-%05d.png", label, index);
                Phantom phantom = drawn.get(index - from);
                PngFile.write(phantom.image().toBufferedImage(), folder.resolve(file));
                PhantomMasks.write(folder, file, phantom);
                int ofClass = (patients + (positive(index) ? 0 : 1)) / 2;
                rows.add(List.of(file, label, "Phantom " + patient, split(patient / 2, ofClass)));
            }
        }
        Path manifest = folder.resolve("manifest.csv");
        CSVFormat format = Csv.withHeader("file", "label", "patient", "split");
        AtomicFile.writeText(manifest, out -> new CSVPrinter(out, format).printRecords(rows));
        return manifest;
    }

    private static boolean positive(int index) {
        return index / 2 % 2 == 1;
    }

    private static String split(int patient, int patients) {
        int held = Math.max(1, Math.round(0.15f * patients));
        if (patient < patients - 2 * held) {
            return "train";
        }
        return patient < patients - held ? "val" : "test";
    }

    private static void requireEmpty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var entries = Files.list(folder)) {
                if (entries.findAny().isPresent()) {
                    throw new IllegalArgumentException(
                            folder + " is not empty; phantom slices need a new or empty folder");
                }
            }
        }
    }
}
