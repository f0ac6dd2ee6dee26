package io.ctattention.explanation;

import io.ctattention.image.GreyImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * How the probability of a class falls as the pixels that a heat map holds for important are made
 * black, and how it rises as they come back into a blurred slice; equal steps, the hottest first.
 *
 * @param deletion the probability with a share of {@code k / STEPS} deleted, k from 0
 * @param insertion the probability with that share inserted
 * @see "Petsiuk, Das and Saenko 2018, RISE: Randomized Input Sampling for Explanation of Black-box
 *     Models, section 4.2"
 */
record PixelCurves(List<Double> deletion, List<Double> insertion) {

    /** The steps from the whole slice to none of it. */
    static final int STEPS = 10;

    /** How many times smaller a slice becomes on the way to its blurred version. */
    private static final int BLUR = 9;

    /**
     * Measures both curves.
     *
     * @param slice the slice in the network's size
     * @param heat a value for each pixel
     * @param scorer from N slices, one after the other, to the probability of the class in each
     */
    static PixelCurves of(GreyImage slice, float[] heat, Function<float[], double[]> scorer) {
        int[] order = hottestFirst(heat);
        float[] black = new float[heat.length];
        float[] blurred = blurred(slice).pixels();
        float[] batch = new float[2 * (STEPS + 1) * heat.length];
        for (int step = 0; step <= STEPS; step++) {
            mix(slice.pixels(), black, order, step, batch, step);
            mix(blurred, slice.pixels(), order, step, batch, STEPS + 1 + step);
        }
        List<Double> probabilities = new ArrayList<>();
        for (double probability : scorer.apply(batch)) {
            probabilities.add(probability);
        }
        return new PixelCurves(
                List.copyOf(probabilities.subList(0, STEPS + 1)),
                List.copyOf(probabilities.subList(STEPS + 1, 2 * (STEPS + 1))));
    }

    /** The area under a curve of equal steps from 0 to 1, by trapezoids. */
    static double area(List<Double> curve) {
        int last = curve.size() - 1;
        double sum = 0;
        for (int k = 0; k < last; k++) {
            sum += (curve.get(k) + curve.get(k + 1)) / 2;
        }
        return sum / last;
    }

    /** Pixels of equal heat, such as the many of none, come in an order that favours no place. */
    private static int[] hottestFirst(float[] heat) {
        Random random = new Random(1);
        int[] tie = random.ints(heat.length).toArray();
        return IntStream.range(0, heat.length)
                .boxed()
                .sorted(
                        Comparator.comparingDouble((Integer i) -> -heat[i])
                                .thenComparingInt(i -> tie[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static GreyImage blurred(GreyImage slice) {
        return slice.resize(Math.max(1, slice.width() / BLUR), Math.max(1, slice.height() / BLUR))
                .resize(slice.width(), slice.height());
    }

    /** Puts the first pixels of an order from one image over another, as image n of a batch. */
    private static void mix(
            float[] under, float[] over, int[] order, int step, float[] batch, int n) {
        int first = n * order.length;
        System.arraycopy(under, 0, batch, first, order.length);
        int pixels = (int) Math.round((double) order.length * step / STEPS);
        for (int i = 0; i < pixels; i++) {
            batch[first + order[i]] = over[order[i]];
        }
    }
}
