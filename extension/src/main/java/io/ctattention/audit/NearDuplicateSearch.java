package io.ctattention.audit;

import io.ctattention.dataset.Sides;
import io.ctattention.dataset.Slice;
import io.ctattention.dataset.SliceFiles;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/** Compares every slice with every other. */
final class NearDuplicateSearch {

    private static final Comparator<NearDuplicates.Pair> WORST_FIRST =
            Comparator.comparing(NearDuplicates.Pair::differentLabels)
                    .thenComparing(NearDuplicates.Pair::acrossSplit)
                    .thenComparing(NearDuplicates.Pair::correlation)
                    .reversed()
                    .thenComparing(NearDuplicates.Pair::first, SliceFiles.BY_CODE_POINT)
                    .thenComparing(NearDuplicates.Pair::second, SliceFiles.BY_CODE_POINT);

    private final List<SliceProbe> probes;
    private final Sides sides;
    private final PriorityQueue<NearDuplicates.Pair> listed =
            new PriorityQueue<>(WORST_FIRST.reversed());
    private int count;
    private int differentLabels;
    private int acrossSplit;
    private int both;

    NearDuplicateSearch(List<SliceProbe> probes, Sides sides) {
        this.probes = probes;
        this.sides = sides;
    }

    NearDuplicates run() {
        IntStream.range(0, probes.size()).parallel().forEach(this::compareWithLater);
        return new NearDuplicates(
                NearDuplicates.THRESHOLD,
                count,
                differentLabels,
                acrossSplit,
                both,
                listed.stream().sorted(WORST_FIRST).toList());
    }

    private void compareWithLater(int i) {
        SliceProbe first = probes.get(i);
        for (SliceProbe second : probes.subList(i + 1, probes.size())) {
            if (first.thumbnail().correlationAtMost(second.thumbnail())
                    <= NearDuplicates.THRESHOLD) {
                continue;
            }
            double correlation = first.thumbnail().correlation(second.thumbnail());
            if (correlation > NearDuplicates.THRESHOLD && !first.sha256().equals(second.sha256())) {
                add(first.slice(), second.slice(), correlation);
            }
        }
    }

    private synchronized void add(Slice first, Slice second, double correlation) {
        boolean labels = !first.label().equals(second.label());
        boolean across = sides.across(List.of(first, second));
        count++;
        differentLabels += labels ? 1 : 0;
        acrossSplit += across ? 1 : 0;
        both += labels && across ? 1 : 0;
        double rounded = Math.round(correlation * 1e4) / 1e4;
        listed.add(new NearDuplicates.Pair(first.name(), second.name(), rounded, labels, across));
        if (listed.size() > NearDuplicates.LISTED) {
            listed.remove();
        }
    }
}
