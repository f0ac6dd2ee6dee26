package io.ctattention.dataset;

import java.util.List;

/** What a reader found: the slices, and what it skipped. */
public record FoundSlices(List<Slice> slices, LeftOut leftOut) {

    public FoundSlices and(LeftOut more) {
        return new FoundSlices(slices, leftOut.and(more));
    }
}
