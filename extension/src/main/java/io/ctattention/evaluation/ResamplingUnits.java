package io.ctattention.evaluation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Which slices are resampled together. Slices of one patient resemble each other, so resampling
 * them one by one would make intervals too narrow.
 *
 * @param unit {@code "patient"} or {@code "slice"}
 * @param unitOfSlice the unit of each slice, in [0, count)
 * @param count the number of units
 * @param unknown how many slices are patients of their own, as theirs are unknown; 0 where all are
 */
public record ResamplingUnits(String unit, int[] unitOfSlice, int count, int unknown) {

    /**
     * Groups by patient; a slice without one is on its own.
     *
     * @param slices the slices
     * @return the units; unit {@code "patient"} if any slice's patient is known
     */
    public static ResamplingUnits of(List<SlicePrediction> slices) {
        Map<String, Integer> patients = new HashMap<>();
        int[] unitOfSlice = new int[slices.size()];
        int count = 0;
        int unknown = 0;
        for (int i = 0; i < unitOfSlice.length; i++) {
            String patient = slices.get(i).patient();
            Integer known = patient == null ? null : patients.putIfAbsent(patient, count);
            unitOfSlice[i] = known == null ? count++ : known;
            unknown += patient == null ? 1 : 0;
        }
        return patients.isEmpty()
                ? new ResamplingUnits("slice", unitOfSlice, count, 0)
                : new ResamplingUnits("patient", unitOfSlice, count, unknown);
    }

    /** That many units in words. */
    String words(int n) {
        return String.format(
                Locale.ROOT,
                "%d %s%s%s",
                n,
                unit,
                n == 1 ? "" : "s",
                unknown == 0 ? "" : ", each slice without one as a patient of its own");
    }

    /** How many units hold a slice of this kind. */
    int count(IntPredicate slices) {
        return (int)
                IntStream.range(0, unitOfSlice.length)
                        .filter(slices)
                        .map(i -> unitOfSlice[i])
                        .distinct()
                        .count();
    }

    /**
     * Draws as many units as there are, with replacement.
     *
     * @param random the source of chance
     * @return how often each slice is drawn
     */
    public int[] draw(Random random) {
        int[] drawn = new int[count];
        for (int i = 0; i < count; i++) {
            drawn[random.nextInt(count)]++;
        }
        return Arrays.stream(unitOfSlice).map(unit -> drawn[unit]).toArray();
    }
}
