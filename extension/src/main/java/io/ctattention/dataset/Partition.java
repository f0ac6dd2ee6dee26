package io.ctattention.dataset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A data set split into three parts, each in code-point order of the names.
 *
 * @param train slices to train on
 * @param validation slices to choose a model with
 * @param test slices to measure the chosen model on; only {@link Protocol#SPLIT} has any
 */
public record Partition(List<Slice> train, List<Slice> validation, List<Slice> test) {

    private static final double TRAIN_SHARE = 0.8;

    /** Copies the lists. */
    public Partition {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
    }

    /**
     * Splits a data set. {@link Protocol#RANDOM} and {@link Protocol#PATIENTS} ignore the published
     * split and fill both sides; {@link Protocol#SPLIT} takes it as it is, so a part may be empty.
     *
     * @param set the data
     * @param options the way, the seed and the fold
     * @return the parts; every slice is in exactly one
     * @throws IllegalArgumentException if the data does not have what the protocol needs: splits of
     *     all slices, some patient, or enough slices and patients to fill both sides
     */
    public static Partition of(SliceSet set, PartitionOptions options) {
        return switch (options.protocol()) {
            case RANDOM -> random(set, options.seed());
            case SPLIT -> published(set);
            case PATIENTS -> patients(set, options);
        };
    }

    private static Partition random(SliceSet set, long seed) {
        List<Slice> shuffled = new ArrayList<>(set.slices());
        Collections.shuffle(shuffled, new Random(seed));
        int train = (int) Math.round(TRAIN_SHARE * shuffled.size());
        if (train == shuffled.size()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%d slices are too few for an 80/20 split; at least 3 are needed",
                            train));
        }
        return new Partition(
                sorted(shuffled.subList(0, train)),
                sorted(shuffled.subList(train, shuffled.size())),
                List.of());
    }

    private static Partition published(SliceSet set) {
        List<Slice> without = set.slices().stream().filter(s -> s.split() == null).toList();
        if (!without.isEmpty()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%d of %d slices have no split, such as %s; use the protocol %s or %s",
                            without.size(),
                            set.slices().size(),
                            without.get(0).name(),
                            Protocol.PATIENTS.id(),
                            Protocol.RANDOM.id()));
        }
        return new Partition(in(Split.TRAIN, set), in(Split.VALIDATION, set), in(Split.TEST, set));
    }

    private static Partition patients(SliceSet set, PartitionOptions options) {
        if (!set.hasPatients()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "No slice names its patient, which the protocol %s needs; use %s or %s",
                            Protocol.PATIENTS.id(),
                            Protocol.SPLIT.id(),
                            Protocol.RANDOM.id()));
        }
        int[] folds = PatientFolds.assign(set, options.folds(), options.seed());
        List<Slice> train = new ArrayList<>();
        List<Slice> validation = new ArrayList<>();
        for (int i = 0; i < folds.length; i++) {
            (folds[i] == options.fold() - 1 ? validation : train).add(set.slices().get(i));
        }
        return new Partition(train, validation, List.of());
    }

    private static List<Slice> in(Split split, SliceSet set) {
        return set.slices().stream().filter(slice -> slice.split() == split).toList();
    }

    private static List<Slice> sorted(List<Slice> slices) {
        return slices.stream()
                .sorted(Comparator.comparing(Slice::name, SliceFiles.BY_CODE_POINT))
                .toList();
    }
}
