package io.ctattention.audit;

import java.util.List;

/**
 * Pairs of different files that show nearly the same picture: Pearson correlation of the slices at
 * 64 x 64 above the threshold. Byte-identical pairs are not counted here.
 *
 * @param threshold the correlation above which a pair counts
 * @param count how many pairs there are
 * @param differentLabels how many are of different classes
 * @param acrossSplit how many are in different parts of the partition
 * @param differentLabelsAcrossSplit how many are both
 * @param pairs the pairs, at most {@value #LISTED}: different labels across the split first, then
 *     different labels, then across the split, and within these by falling correlation
 */
public record NearDuplicates(
        double threshold,
        int count,
        int differentLabels,
        int acrossSplit,
        int differentLabelsAcrossSplit,
        List<Pair> pairs) {

    /** The correlation above which two slices count as near-duplicates. */
    public static final double THRESHOLD = 0.98;

    /** How many pairs are listed at most. */
    public static final int LISTED = 1000;

    /**
     * Two slices that are nearly the same.
     *
     * @param first the name that sorts first
     * @param second the other name
     * @param correlation Pearson's r, to four decimals
     * @param differentLabels whether their classes differ
     * @param acrossSplit whether they are in different parts of the partition
     */
    public record Pair(
            String first,
            String second,
            double correlation,
            boolean differentLabels,
            boolean acrossSplit) {}
}
