package io.ctattention.dataset;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Which part of a partition each slice is in; without a partition, none. */
public record Sides(Map<String, Split> byName) {

    /** The part of each slice; of none where there is no partition (null). */
    public static Sides of(Partition partition) {
        Map<String, Split> sides = new HashMap<>();
        if (partition != null) {
            partition.train().forEach(slice -> sides.put(slice.name(), Split.TRAIN));
            partition.validation().forEach(slice -> sides.put(slice.name(), Split.VALIDATION));
            partition.test().forEach(slice -> sides.put(slice.name(), Split.TEST));
        }
        return new Sides(sides);
    }

    /** Whether the slices are in more than one part. */
    public boolean across(List<Slice> slices) {
        return slices.stream()
                        .map(slice -> byName.get(slice.name()))
                        .filter(Objects::nonNull)
                        .distinct()
                        .count()
                > 1;
    }
}
