package io.ctattention.audit;

import io.ctattention.dataset.Sides;
import io.ctattention.dataset.Slice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Files with the same bytes.
 *
 * @param sha256 the digest they share
 * @param names the slices, at least two, sorted
 * @param differentLabels whether they are not all of one class: at most one label can be right
 * @param acrossSplit whether they are in more than one part of the partition
 */
public record IdenticalFiles(
        String sha256, List<String> names, boolean differentLabels, boolean acrossSplit) {

    static List<IdenticalFiles> among(List<SliceProbe> probes, Sides sides) {
        Map<String, List<Slice>> byContent =
                probes.stream()
                        .collect(
                                Collectors.groupingBy(
                                        SliceProbe::sha256,
                                        LinkedHashMap::new,
                                        Collectors.mapping(
                                                SliceProbe::slice, Collectors.toList())));
        return byContent.entrySet().stream()
                .filter(group -> group.getValue().size() > 1)
                .map(group -> of(group.getKey(), group.getValue(), sides))
                .toList();
    }

    private static IdenticalFiles of(String sha256, List<Slice> slices, Sides sides) {
        return new IdenticalFiles(
                sha256,
                slices.stream().map(Slice::name).toList(),
                slices.stream().map(Slice::label).distinct().count() > 1,
                sides.across(slices));
    }
}
