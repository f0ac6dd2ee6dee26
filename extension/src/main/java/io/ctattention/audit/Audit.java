package io.ctattention.audit;

import io.ctattention.dataset.Partition;
import io.ctattention.dataset.Sides;
import io.ctattention.dataset.Slice;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.UnreadableSlice;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Looks for problems in a data set that inflate scores. */
public final class Audit {

    private Audit() {}

    /**
     * Decodes every slice and reports unreadable files, patients on both sides of the split,
     * byte-identical files, near-duplicates, and properties of the files that give the class away.
     * It keeps 17 KB a slice and compares all pairs on all cores.
     *
     * @param set the data
     * @param partition a partition of it, or null to leave out what concerns the split
     * @return the findings; the same for the same data and partition
     */
    public static AuditReport of(SliceSet set, Partition partition) {
        Map<Slice, String> faults = new ConcurrentHashMap<>();
        List<SliceProbe> probes =
                IntStream.range(0, set.slices().size())
                        .parallel()
                        .mapToObj(i -> probe(i, set.slices().get(i), faults))
                        .filter(Objects::nonNull)
                        .toList();
        Sides sides = Sides.of(partition);
        return new AuditReport(
                AuditedData.of(set, partition),
                set.slices().stream()
                        .filter(faults::containsKey)
                        .map(slice -> new UnreadableSlice(slice.name(), faults.get(slice)))
                        .toList(),
                PatientOverlap.in(partition),
                IdenticalFiles.among(probes, sides),
                new NearDuplicateSearch(probes, sides).run(),
                ClassHints.of(set, probes));
    }

    private static SliceProbe probe(int index, Slice slice, Map<Slice, String> faults) {
        try {
            return SliceProbe.of(index, slice);
        } catch (IOException e) {
            faults.put(slice, String.valueOf(e.getMessage()));
            return null;
        }
    }
}
