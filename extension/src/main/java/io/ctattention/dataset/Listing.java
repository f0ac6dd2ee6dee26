package io.ctattention.dataset;

import java.util.List;

/** What a reader found: the slices, and what it left out. */
public record Listing(List<Slice> slices, LeftOut leftOut) {

    public Listing and(LeftOut more) {
        return new Listing(slices, leftOut.and(more));
    }
}
