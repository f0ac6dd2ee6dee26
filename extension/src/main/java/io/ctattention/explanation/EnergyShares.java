package io.ctattention.explanation;

import io.ctattention.explanation.lungs.LungMask;
import java.util.Arrays;

/**
 * How a heat map's energy, the sum of its scaled values over the slice's pixels, is spread over
 * three regions that share no pixel: the lungs, the outer ring without them, and the rest.
 *
 * @param lungs the share in the lungs
 * @param ring the share outside the lungs and less than a tenth of the width or height from the
 *     border
 * @param elsewhere the share that is left
 */
record EnergyShares(double lungs, double ring, double elsewhere) {

    private static final double RING = 0.1;

    /**
     * Adds up the energy.
     *
     * @param energy a value of at least 0 for each of the lungs' pixels, not all 0
     */
    static EnergyShares of(float[] energy, LungMask lungs) {
        double inLungs = 0;
        double inRing = 0;
        double all = 0;
        for (int i = 0; i < energy.length; i++) {
            all += energy[i];
            if (lungs.pixels()[i]) {
                inLungs += energy[i];
            } else if (nearBorder(i % lungs.width(), lungs.width())
                    || nearBorder(i / lungs.width(), lungs.height())) {
                inRing += energy[i];
            }
        }
        return new EnergyShares(inLungs / all, inRing / all, (all - inLungs - inRing) / all);
    }

    /** What attention that is the same everywhere would have: the regions' shares of the area. */
    static EnergyShares uniform(LungMask lungs) {
        float[] even = new float[lungs.pixels().length];
        Arrays.fill(even, 1);
        return of(even, lungs);
    }

    private static boolean nearBorder(int pixel, int length) {
        double position = (pixel + 0.5) / length;
        return position < RING || position > 1 - RING;
    }
}
