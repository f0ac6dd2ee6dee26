package io.ctattention.audit;

import io.ctattention.dataset.Partition;
import io.ctattention.dataset.Slice;
import io.ctattention.dataset.SliceFiles;
import io.ctattention.dataset.Split;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Patients that a network is trained and measured on, as far as slices name them: one that names
 * none may show a patient of the other side, too.
 *
 * @param split the word of the part that is measured on: {@code val} or {@code test}
 * @param patients the patients with slices both there and in train, sorted
 * @param slices how many slices the part has
 * @param slicesWithTrainingPatient how many of them show a patient that train shows too
 * @param share the second count divided by the first, in [0, 1]
 * @param slicesWithoutPatient how many of the part's slices name no patient
 * @param trainSlices how many slices train has
 * @param trainSlicesWithoutPatient how many of them name no patient
 */
public record PatientOverlap(
        String split,
        List<String> patients,
        int slices,
        int slicesWithTrainingPatient,
        double share,
        int slicesWithoutPatient,
        int trainSlices,
        int trainSlicesWithoutPatient) {

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
                        split.id(),
                        List.copyOf(shared),
                        part.size(),
                        slices,
                        (double) slices / part.size(),
                        nameless(part),
                        partition.train().size(),
                        nameless(partition.train())));
    }

    private static int nameless(List<Slice> slices) {
        return (int) slices.stream().filter(slice -> slice.patient() == null).count();
    }

    /**
     * Tells whether anything is known of it.
     *
     * @return whether there are slices on both sides that name their patient
     */
    public boolean known() {
        return slicesWithoutPatient < slices && trainSlicesWithoutPatient < trainSlices;
    }

    /**
     * Says what is not known.
     *
     * @return a sentence without a full stop, empty if every slice names its patient
     */
    public Optional<String> doubt() {
        if (slicesWithoutPatient + trainSlicesWithoutPatient == 0) {
            return Optional.empty();
        }
        return Optional.of(
                String.format(
                        Locale.ROOT,
                        "%d of %d %s slices and %d of %d train slices name no patient; whether they share any is unknown",
                        slicesWithoutPatient,
                        slices,
                        split,
                        trainSlicesWithoutPatient,
                        trainSlices));
    }
}
