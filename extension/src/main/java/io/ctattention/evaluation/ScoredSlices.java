package io.ctattention.evaluation;

import io.ctattention.dataset.Partition;
import io.ctattention.dataset.Patients;
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
 * The slices of a data set that a model is scored on, and caveats about the score.
 *
 * <p>If the model was trained on this very data set, the split of its training is used: made again
 * or, where that gives other parts, as its card has it. Otherwise the data's own split counts. A
 * part {@code val} or {@code test} with a slice in it that the card lists as trained on, by the
 * content of its file, is refused.
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
     * @throws IllegalArgumentException if the word is another, the part has no slices, or it is val
     *     or test of other data and some of its slices were trained on
     */
    public static ScoredSlices of(ModelCard card, SliceSet set, String part) {
        TrainedSplit trained = TrainedSplit.of(card.data(), set);
        Partition partition = trained.partition();
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
        trained.requireNotLearnt(word, slices);
        List<String> notes = new ArrayList<>(trained.notes(word, slices));
        Patients patients = Patients.of(slices);
        if (!patients.alike().isEmpty()) {
            notes.add(patients.alikeWords());
        }
        return new ScoredSlices(slices, word, why(word, trained), notes);
    }

    private static String first(Partition partition) {
        if (!partition.validation().isEmpty()) {
            return Split.VALIDATION.id();
        }
        return partition.test().isEmpty() ? ALL : Split.TEST.id();
    }

    private static String word(String part) {
        return part.equalsIgnoreCase(ALL) ? ALL : Split.parse(part).id();
    }

    private static List<Slice> slices(SliceSet set, Partition partition, String word) {
        return switch (word) {
            case ALL -> set.slices();
            case "train" -> partition.train();
            case "val" -> partition.validation();
            default -> partition.test();
        };
    }

    private static String why(String word, TrainedSplit trained) {
        if (word.equals(ALL)) {
            return "every slice of the data";
        }
        DataCard data = trained.data();
        return switch (trained.whose()) {
            case DATA -> "by the data's own split";
            case CARD -> "by the split of the training, as in the model card";
            case MADE_AGAIN ->
                    switch (Protocol.parse(data.protocol())) {
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
        };
    }
}
