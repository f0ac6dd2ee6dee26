package io.ctattention.audit;

import io.ctattention.dataset.Partition;
import io.ctattention.dataset.Patients;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.Split;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The data of an audit.
 *
 * @param fingerprint {@link SliceSet#fingerprint()}, or null if a file could not be read at all
 * @param slices how many slices there are
 * @param classes slices of each class, in the order of the classes
 * @param positiveClass the class that counts as positive
 * @param patients how many patients are known by name
 * @param slicesWithoutPatient how many slices do not name theirs
 * @param alikePatients groups of identifiers that differ in case or space only
 * @param skipped how many files and folders among the slices are none
 * @param phantom whether the slices are synthetic
 * @param split slices of each part of the partition, by its word; null if there is none
 */
public record AuditedData(
        String fingerprint,
        int slices,
        Map<String, Long> classes,
        String positiveClass,
        int patients,
        int slicesWithoutPatient,
        List<List<String>> alikePatients,
        int skipped,
        boolean phantom,
        Map<String, Integer> split) {

    static AuditedData of(SliceSet set, Partition partition) {
        Patients patients = Patients.of(set.slices());
        return new AuditedData(
                fingerprint(set),
                set.slices().size(),
                set.counts(),
                set.positiveClass(),
                patients.named(),
                patients.slicesWithout(),
                patients.alike(),
                set.skipped(),
                set.phantom(),
                split(partition));
    }

    private static String fingerprint(SliceSet set) {
        try {
            return set.fingerprint();
        } catch (UncheckedIOException e) {
            return null; // the unreadable files are listed in the report
        }
    }

    private static Map<String, Integer> split(Partition partition) {
        if (partition == null) {
            return null;
        }
        Map<String, Integer> sizes = new LinkedHashMap<>();
        sizes.put(Split.TRAIN.id(), partition.train().size());
        sizes.put(Split.VALIDATION.id(), partition.validation().size());
        sizes.put(Split.TEST.id(), partition.test().size());
        return sizes;
    }
}
