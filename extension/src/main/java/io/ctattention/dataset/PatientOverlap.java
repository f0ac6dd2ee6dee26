package io.ctattention.dataset;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Patients that a network is trained and measured on.
 *
 * @param split the word of the part that is measured on: {@code val} or {@code test}
 * @param patients the patients with slices both there and in train, sorted
 * @param slices how many slices the part has
 * @param slicesWithTrainingPatient how many of them show a patient that train shows too
 * @param share the second count divided by the first, in [0, 1]
 */
public record PatientOverlap(
        String split,
        List<String> patients,
        int slices,
        int slicesWithTrainingPatient,
        double share) {

    /**
     * Counts the patients that train and the other parts share.
     *
     * @param partition a partition, or null
     * @return one entry for each of val and test that has slices; empty without a partition
     */
    public static List<PatientOverlap> in(Partition partition) {
        List<PatientOverlap> overlaps = new ArrayList<>();
        if (partition != null) {
            add(overlaps, partition, Split.VALIDATION, partition.validation());
            add(overlaps, partition, Split.TEST, partition.test());
        }
        return overlaps;
    }

    private static void add(
            List<PatientOverlap> overlaps, Partition partition, Split split, List<Slice> part) {
        if (part.isEmpty()) {
            return;
        }
        Set<String> trained =
                partition.train().stream()
                        .map(Slice::patient)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toCollection(HashSet::new));
        Set<String> shared = new TreeSet<>(SliceFiles.BY_CODE_POINT);
        int slices = 0;
        for (Slice slice : part) {
            if (slice.patient() != null && trained.contains(slice.patient())) {
                shared.add(slice.patient());
                slices++;
            }
        }
        overlaps.add(
                new PatientOverlap(
                        split.word(),
                        List.copyOf(shared),
                        part.size(),
                        slices,
                        (double) slices / part.size()));
    }
}
