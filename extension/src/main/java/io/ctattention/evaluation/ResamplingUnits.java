package io.ctattention.evaluation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which slices are drawn together. Slices of one patient resemble each other, so drawing them one
 * by one would make intervals too narrow.
 *
 * @param unit {@code "patient"} or {@code "slice"}
 * @param unitOfSlice the unit of each slice, in [0, count)
 * @param count the number of units
 */
record ResamplingUnits(String unit, int[] unitOfSlice, int count) {

    /** Groups by patient; a slice without one is on its own. */
    static ResamplingUnits of(List<SlicePrediction> slices) {
        Map<String, Integer> patients = new HashMap<>();
        int[] unitOfSlice = new int[slices.size()];
        int count = 0;
        for (int i = 0; i < unitOfSlice.length; i++) {
            String patient = slices.get(i).patient();
            Integer known = patient == null ? null : patients.putIfAbsent(patient, count);
            unitOfSlice[i] = known == null ? count++ : known;
        }
        return new ResamplingUnits(patients.isEmpty() ? "slice" : "patient", unitOfSlice, count);
    }
}
