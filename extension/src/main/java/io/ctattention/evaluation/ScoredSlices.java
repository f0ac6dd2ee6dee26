package io.ctattention.evaluation;

import io.ctattention.dataset.Partition;
import io.ctattention.dataset.PartitionOptions;
import io.ctattention.dataset.Protocol;
import io.ctattention.dataset.Slice;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.Split;
import io.ctattention.model.DataCard;
import io.ctattention.model.ModelCard;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The slices of a data set that a model is scored on, and what a reader of the score should know.
 *
 * <p>If the model was trained on this very data set, the split of its training is made again, so
 * that {@code val} means slices that the model has not learnt from. Otherwise the data's own split
 * counts.
 *
 * @param slices the slices, at least one
 * @param part {@code train}, {@code val}, {@code test} or {@code all}
 * @param why whose split it is, in words
 * @param notes remarks for the report
 */
public record ScoredSlices(List<Slice> slices, String part, String why, List<String> notes) {

    /** The word for all slices. */
    public static final String ALL = "all";

    /**
     * Chooses slices.
     *
     * @param card the model's card
     * @param set the data set
     * @param part {@code train}, {@code val}, {@code test}, {@code all}, or null for the first of
     *     val, test and all that has slices
     * @return the slices
     * @throws IllegalArgumentException if the word is another or the part has no slices
     */
    public static ScoredSlices of(ModelCard card, SliceSet set, String part) {
        DataCard data = card.data();
        boolean same = data != null && set.fingerprint().equals(data.fingerprint());
        Partition trained = same ? trained(data, set) : null;
        Partition partition = trained == null ? published(set) : trained;
        String word = part == null ? first(partition) : word(part);
        List<Slice> slices = slices(set, partition, word);
        if (slices.isEmpty()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "There are no %s slices: train has %d, val %d, test %d, and all together are %d",
                            word,
                            partition.train().size(),
                            partition.validation().size(),
                            partition.test().size(),
                            set.slices().size()));
        }
        return new ScoredSlices(
                slices, word, why(word, trained, data), notes(card, same, trained, word, slices));
    }

    private static Partition trained(DataCard data, SliceSet set) {
        Partition partition;
        try {
            partition =
                    Partition.of(
                            set,
                            new PartitionOptions(
                                    Protocol.parse(data.protocol()),
                                    data.seed(),
                                    data.folds(),
                                    data.fold()));
        } catch (IllegalArgumentException e) { // the columns patient or split are gone
            return null;
        }
        boolean asThen =
                partition.train().size() == data.train()
                        && partition.validation().size() == data.validation()
                        && partition.test().size() == data.test();
        return asThen ? partition : null;
    }

    private static Partition published(SliceSet set) {
        return new Partition(in(Split.TRAIN, set), in(Split.VALIDATION, set), in(Split.TEST, set));
    }

    private static List<Slice> in(Split split, SliceSet set) {
        return set.slices().stream().filter(slice -> slice.split() == split).toList();
    }

    private static String first(Partition partition) {
        if (!partition.validation().isEmpty()) {
            return Split.VALIDATION.word();
        }
        return partition.test().isEmpty() ? ALL : Split.TEST.word();
    }

    private static String word(String part) {
        return part.equalsIgnoreCase(ALL) ? ALL : Split.parse(part).word();
    }

    private static List<Slice> slices(SliceSet set, Partition partition, String word) {
        return switch (word) {
            case ALL -> set.slices();
            case "train" -> partition.train();
            case "val" -> partition.validation();
            default -> partition.test();
        };
    }

    private static String why(String word, Partition trained, DataCard data) {
        if (word.equals(ALL)) {
            return "every slice of the data";
        }
        if (trained == null) {
            return "by the data's own split";
        }
        return switch (Protocol.parse(data.protocol())) {
            case RANDOM -> "by the split of the training: random, seed " + data.seed();
            case SPLIT -> "by the split of the training: the published one";
            case PATIENTS ->
                    String.format(
                            Locale.ROOT,
                            "by the split of the training: patients, seed %d, fold %d of %d",
                            data.seed(),
                            data.fold(),
                            data.folds());
        };
    }

    private static List<String> notes(
            ModelCard card, boolean same, Partition trained, String word, List<Slice> slices) {
        List<String> notes = new ArrayList<>();
        if (card.data() == null) {
            notes.add("the model's card does not say which slices it was trained on");
        } else if (!same) {
            notes.add(
                    String.format(
                            Locale.ROOT,
                            "the model was trained on another data set (fingerprint %s); slices that both have in common go unnoticed",
                            card.data().fingerprint()));
        } else if (trained == null) {
            notes.add(
                    "the model was trained on these slices, but their patients or splits have changed since: any of them may have been trained on");
        } else {
            long learnt = slices.stream().filter(trained.train()::contains).count();
            if (learnt > 0) {
                notes.add(
                        String.format(
                                Locale.ROOT,
                                "%d of the %d slices were trained on; scores on them say little about new slices",
                                learnt,
                                slices.size()));
            } else if (word.equals(Split.VALIDATION.word())) {
                notes.add(
                        "the best epoch of a training is chosen on these slices, which flatters it");
            }
        }
        return notes;
    }
}
