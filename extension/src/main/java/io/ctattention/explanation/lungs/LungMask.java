package io.ctattention.explanation.lungs;

import io.ctattention.image.GreyImage;
import java.util.List;

/**
 * Where the lungs are on an axial slice, by classical means: a threshold by Otsu's method between
 * air and tissue, the air that reaches the border cleared away, the large components of what is
 * left, and their closing, which takes in vessels and what of a consolidation they enclose.
 *
 * <p>Otsu 1979 for the threshold; the rest is what Hu, Hoffman and Reinhardt 2001 ("Automatic Lung
 * Segmentation for Accurate Quantitation of Volumetric X-Ray CT Images") do to volumes in
 * Hounsfield units; here no units and no window are needed, only that lungs are darker than tissue.
 * It knows nothing of anatomy: large gas in the stomach may count as lung, and a consolidation as
 * bright as tissue that reaches the chest wall does not.
 *
 * @param width pixels in a row
 * @param height rows
 * @param pixels {@code height * width} pixels, row by row from the top; true in the lungs
 */
public record LungMask(int width, int height, boolean[] pixels) {

    /** The longest side that is worked at. */
    private static final int SIDE = 256;

    /**
     * Where the threshold lies between the means of air and of tissue. Below the first is ground
     * glass; in a narrow window fat is too, and opens the lungs to the air outside, so the others
     * are tried where it finds none.
     */
    private static final double[] THRESHOLDS = {0.62, 0.4, 0.2, 0.1};

    /** The darkest and the brightest half of a slice differ by at least this, or there are none. */
    private static final double CONTRAST = 0.12;

    /** The share of its outline that a lung may have on the border of a tightly cut slice. */
    private static final double LARGEST_CONTACT = 0.3;

    /** How far from the border still counts as on it: figures have thin lines around them. */
    private static final double MARGIN = 3;

    /** The least {@link Bitmap#roundness()} of a lung: fat and the air on a table are thinner. */
    private static final double LEAST_ROUNDNESS = 0.12;

    /**
     * The same of a lung on the border with its vessels, whose outlines leave little of its own
     * roundness: fat and air around the body are still thin.
     */
    private static final double LEAST_CUT_ROUNDNESS = 0.4;

    /** The least share of the slice that a lung has; the trachea has less. */
    private static final double SMALLEST_LUNG = 0.008;

    /**
     * The least share of the largest lung's area, for a lung within the slice and for a cut one.
     */
    private static final double SMALLEST_WHOLE = 0.12;

    private static final double SMALLEST_CUT = 0.3;

    /** Radii in pixels: what is opened, and half the width of a leak from lungs to the outside. */
    private static final double OPENING = 1.5;

    private static final double CORE = 2.5;

    /** The closing's radius as a share of the longest side. */
    private static final double CLOSING = 0.06;

    /**
     * Finds the lungs.
     *
     * @param slice a slice of any size in any window
     * @return the mask in the slice's size; empty if there are no lungs to be found
     */
    public static LungMask of(GreyImage slice) {
        double scale = Math.min(1, SIDE / (double) Math.max(slice.width(), slice.height()));
        int width = (int) Math.max(1, Math.round(scale * slice.width()));
        int height = (int) Math.max(1, Math.round(scale * slice.height()));
        PlainMargins margins = PlainMargins.around(slice.resize(width, height));
        Bitmap lungs = null;
        for (double threshold : THRESHOLDS) {
            if (lungs == null || lungs.count() == 0) {
                lungs = find(margins.inside(), threshold);
            }
        }
        return enlarged(margins, lungs, slice.width(), slice.height());
    }

    /**
     * Tells whether there are lungs.
     *
     * @return whether any pixel is true
     */
    public boolean found() {
        return new Bitmap(width, height, pixels).count() > 0;
    }

    private static Bitmap find(GreyImage image, double threshold) {
        Bitmap none = Bitmap.clear(image.width(), image.height());
        Bitmap outside = none;
        Bitmap dark = none;
        // Air around the body may be darker than lungs; without it the threshold comes right.
        for (int round = 0; round < 3; round++) {
            Otsu otsu = Otsu.of(image.pixels(), outside.inverted().set());
            if (otsu.bright() - otsu.dark() < CONTRAST) {
                return none;
            }
            dark = below(image, otsu.between(threshold)).opened(OPENING);
            outside = outside(dark);
        }
        List<Bitmap> parts =
                dark.without(outside).components(SMALLEST_LUNG * dark.set().length).stream()
                        .filter(part -> !reachesOut(part))
                        .toList();
        int largest = parts.stream().mapToInt(Bitmap::count).max().orElse(0);
        Bitmap lungs = none;
        for (Bitmap part : parts) {
            boolean cut = part.dilated(MARGIN).borderLength() > 0;
            Bitmap lung = withVessels(part);
            if (part.count() >= (cut ? SMALLEST_CUT : SMALLEST_WHOLE) * largest
                    && lung.roundness() >= LEAST_ROUNDNESS) {
                lungs = lungs.or(lung);
            }
        }
        return lungs.without(outside);
    }

    private static Bitmap withVessels(Bitmap part) {
        return part.closed(CLOSING * Math.max(part.width(), part.height())).filled();
    }

    private static Bitmap below(GreyImage image, double level) {
        boolean[] dark = new boolean[image.pixels().length];
        for (int i = 0; i < dark.length; i++) {
            dark[i] = image.pixels()[i] < level;
        }
        return new Bitmap(image.width(), image.height(), dark);
    }

    private static Bitmap outside(Bitmap dark) {
        Bitmap outside = Bitmap.clear(dark.width(), dark.height());
        for (Bitmap core : dark.eroded(CORE).components(SMALLEST_LUNG / 10 * dark.set().length)) {
            if (reachesOut(core)) {
                outside = outside.or(core);
            }
        }
        return outside.dilated(CORE + OPENING).and(dark);
    }

    private static boolean reachesOut(Bitmap part) {
        Bitmap grown = part.dilated(MARGIN);
        int contact = grown.borderLength();
        return grown.hasCorner()
                || contact > LARGEST_CONTACT * part.perimeter()
                || contact > 0
                        && part.roundness() < LEAST_ROUNDNESS
                        && withVessels(part).roundness() < LEAST_CUT_ROUNDNESS;
    }

    private static LungMask enlarged(PlainMargins margins, Bitmap lungs, int width, int height) {
        boolean[] pixels = new boolean[width * height];
        for (int y = 0; y < height; y++) {
            int row = (int) ((y + 0.5) * margins.height() / height) - margins.top();
            for (int x = 0; x < width; x++) {
                int column = (int) ((x + 0.5) * margins.width() / width) - margins.left();
                pixels[y * width + x] =
                        row >= 0
                                && row < lungs.height()
                                && column >= 0
                                && column < lungs.width()
                                && lungs.set()[row * lungs.width() + column];
            }
        }
        return new LungMask(width, height, pixels);
    }
}
