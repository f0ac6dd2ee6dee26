package io.ctattention.dataset;

import java.util.List;

/** What a reader found: the slices, and how many other files it left out. */
record Listing(List<Slice> slices, int skipped) {}
