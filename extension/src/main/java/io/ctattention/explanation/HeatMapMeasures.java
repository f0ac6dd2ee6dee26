package io.ctattention.explanation;

import io.ctattention.explanation.lungs.LungMask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a network looked on one slice, as numbers. What is undefined is null or an empty list,
 * never 0: everything but the uniform shares for an empty heat map, all shares where no lungs are
 * found.
 *
 * <p>The shares are of the heat map's energy, the sum of its scaled values over the slice's pixels.
 * The three regions share no pixel: the lungs by {@link LungMask}, then what is less than a tenth
 * of the width or height from the border, then the rest.
 *
 * @param slice the slice's name
 * @param explainedClass the class that the heat map explains, the network's prediction
 * @param empty whether the heat map is empty
 * @param lungs the share of energy in the lungs, in [0, 1], or null
 * @param ring the share in the outer ring outside the lungs, in [0, 1], or null
 * @param uniformLungs the lungs' share of the area, which uniform attention would have, or null
 * @param uniformRing the ring's share of the area, or null
 * @param hit the pointing game (Zhang et al. 2018, "Top-down Neural Attention by Excitation
 *     Backprop"): whether the centre of the heat map's greatest cell, the first of equals, lies on
 *     a lesion, without tolerance; null without a lesion
 * @param uniformHit the lesions' share of the area, which a random point would have; null without a
 *     lesion
 * @param deletion the explained class's probability after each tenth of the pixels made black, the
 *     hottest first, beginning with none: 11 values (Petsiuk et al. 2018, "RISE", section 4.2); the
 *     lower the area, the better the heat map names what the answer rests on
 * @param insertion the same as they come back into the blurred slice; the higher the better
 */
public record HeatMapMeasures(
        String slice,
        String explainedClass,
        boolean empty,
        Double lungs,
        Double ring,
        Double uniformLungs,
        Double uniformRing,
        Boolean hit,
        Double uniformHit,
        List<Double> deletion,
        List<Double> insertion) {

    /** Copies the curves. */
    public HeatMapMeasures {
        deletion = List.copyOf(deletion);
        insertion = List.copyOf(insertion);
    }

    /**
     * Tells whether the slice's lungs were found.
     *
     * @return whether the uniform shares are defined
     */
    public boolean lungsFound() {
        return uniformLungs != null;
    }

    /**
     * Returns the share of energy neither in the lungs nor in the ring.
     *
     * @return in [0, 1], or null
     */
    public Double elsewhere() {
        return lungs == null ? null : Double.valueOf(1 - lungs - ring);
    }

    /**
     * Returns the rest's share of the area.
     *
     * @return in [0, 1], or null
     */
    public Double uniformElsewhere() {
        return uniformLungs == null ? null : Double.valueOf(1 - uniformLungs - uniformRing);
    }

    /**
     * Returns the area under the deletion curve, by trapezoids.
     *
     * @return in [0, 1], or null
     */
    public Double deletionArea() {
        return deletion.isEmpty() ? null : Double.valueOf(PixelCurves.area(deletion));
    }

    /**
     * Returns the area under the insertion curve, by trapezoids.
     *
     * @return in [0, 1], or null
     */
    public Double insertionArea() {
        return insertion.isEmpty() ? null : Double.valueOf(PixelCurves.area(insertion));
    }

    /**
     * Writes measures as CSV, a slice a line; {@link #read} reads them back as they are.
     *
     * @param file the file; an older one is replaced as a whole
     * @param measures one for each slice
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, List<HeatMapMeasures> measures) throws IOException {
        MeasuresFile.write(file, measures);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param file the file
     * @return one for each slice, in the file's order
     * @throws IOException if it cannot be read, or is no such file; the message says where
     */
    public static List<HeatMapMeasures> read(Path file) throws IOException {
        return MeasuresFile.read(file);
    }
}
