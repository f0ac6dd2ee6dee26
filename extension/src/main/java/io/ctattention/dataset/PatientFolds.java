package io.ctattention.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Assigns patients to folds so that each fold gets its share of each class: the greedy method of
 * scikit-learn's <a
 * href="https://scikit-learn.org/stable/modules/generated/sklearn.model_selection.StratifiedGroupKFold.html">StratifiedGroupKFold</a>.
 * Patients whose slices are spread least evenly over the classes come first, equal ones in seeded
 * order; each goes to the fold where the folds' shares of the classes then deviate least, and of
 * equal folds to the smallest. A class without slices has no shares and plays no part.
 */
public final class PatientFolds {

    private static final double EQUAL = 1e-9;

    private final double[] classTotals;
    private final int[][] foldCounts;

    private PatientFolds(int[] classTotals, int folds) {
        this.classTotals = Arrays.stream(classTotals).asDoubleStream().toArray();
        this.foldCounts = new int[folds][classTotals.length];
    }

    /** A patient's slices, as indices into the set, and how many there are of each class. */
    private record Group(List<Integer> slices, int[] counts) {}

    /**
     * Assigns every slice to a fold, all slices of a patient to the same one. A slice without a
     * patient is a patient of its own.
     *
     * @return for each slice its fold, from 0
     * @throws IllegalArgumentException if there are fewer patients than folds
     */
    public static int[] assign(SliceSet set, int folds, long seed) {
        int[] totals =
                set.counts().values().stream()
                        .mapToInt(Long::intValue)
                        .filter(count -> count > 0)
                        .toArray();
        List<Group> groups = groups(set);
        if (groups.size() < folds) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "folds is %d, but there are %d patients; use fewer folds",
                            folds,
                            groups.size()));
        }
        Collections.shuffle(groups, new Random(seed));
        groups.sort(Comparator.comparingDouble((Group group) -> -deviation(doubles(group.counts))));
        PatientFolds dealt = new PatientFolds(totals, folds);
        int[] assigned = new int[set.slices().size()];
        for (Group group : groups) {
            int fold = dealt.deal(group.counts);
            group.slices.forEach(slice -> assigned[slice] = fold);
        }
        return assigned;
    }

    /** How many patients a set has, counted as {@link #assign} does. */
    public static int patients(SliceSet set) {
        return groups(set).size();
    }

    private static List<Group> groups(SliceSet set) {
        List<String> classes =
                set.counts().entrySet().stream()
                        .filter(entry -> entry.getValue() > 0)
                        .map(Map.Entry::getKey)
                        .toList();
        Map<String, Group> groups = new LinkedHashMap<>();
        for (int i = 0; i < set.slices().size(); i++) {
            Slice slice = set.slices().get(i);
            String key = slice.patient() == null ? "slice " + i : "patient " + slice.patient();
            Group group =
                    groups.computeIfAbsent(
                            key, k -> new Group(new ArrayList<>(), new int[classes.size()]));
            group.slices.add(i);
            group.counts[classes.indexOf(slice.label())]++;
        }
        return new ArrayList<>(groups.values());
    }

    private int deal(int[] counts) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int fold = 0; fold < foldCounts.length; fold++) {
            add(fold, counts, 1);
            double uneven = unevenness();
            add(fold, counts, -1);
            boolean equal = Math.abs(uneven - least) < EQUAL;
            if (equal ? size(fold) < size(best) : uneven < least) {
                best = fold;
                least = uneven;
            }
        }
        add(best, counts, 1);
        return best;
    }

    private void add(int fold, int[] counts, int sign) {
        for (int c = 0; c < counts.length; c++) {
            foldCounts[fold][c] += sign * counts[c];
        }
    }

    private int size(int fold) {
        return Arrays.stream(foldCounts[fold]).sum();
    }

    /** How much the folds' shares of a class deviate from each other, averaged over the classes. */
    private double unevenness() {
        double sum = 0;
        for (int c = 0; c < classTotals.length; c++) {
            double[] shares = new double[foldCounts.length];
            for (int fold = 0; fold < shares.length; fold++) {
                shares[fold] = foldCounts[fold][c] / classTotals[c];
            }
            sum += deviation(shares);
        }
        return sum / classTotals.length;
    }

    private static double[] doubles(int[] counts) {
        return Arrays.stream(counts).asDoubleStream().toArray();
    }

    private static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares / values.length);
    }
}
