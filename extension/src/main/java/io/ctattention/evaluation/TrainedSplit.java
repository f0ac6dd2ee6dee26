package io.ctattention.evaluation;

import io.ctattention.dataset.Membership;
import io.ctattention.dataset.Partition;
import io.ctattention.dataset.PartitionOptions;
import io.ctattention.dataset.Protocol;
import io.ctattention.dataset.Slice;
import io.ctattention.dataset.SliceSet;
import io.ctattention.dataset.Split;
import io.ctattention.model.DataCard;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a model's card tells of the slices of a data set.
 *
 * @param data the card's part about data, or null
 * @param same whether the model was trained on this very data set
 * @param whose the partition is
 * @param partition the parts that slices are scored by
 * @param then by name, the part of the training that a file of the same content was in; train if it
 *     was there, too
 * @param moved slices that the split made again puts elsewhere, and why if it cannot be made
 */
record TrainedSplit(
        DataCard data,
        boolean same,
        Whose whose,
        Partition partition,
        Map<String, Split> then,
        String moved) {

    /** Whose split counts. */
    enum Whose {
        /** The training's, which its protocol makes again. */
        MADE_AGAIN,
        /** The training's, which is known from the card alone. */
        CARD,
        /** The data's own. */
        DATA
    }

    static TrainedSplit of(DataCard data, SliceSet set) {
        Membership listed = data == null ? null : data.membership();
        boolean same = data != null && set.fingerprint().equals(data.fingerprint());
        if (!same) {
            Map<String, Split> then = listed == null ? Map.of() : listed.parts(set);
            return new TrainedSplit(data, false, Whose.DATA, published(set), then, "");
        }
        Partition made = madeAgain(data, set);
        Membership now = made == null ? null : Membership.of(set, made);
        if (now != null && (listed == null ? sizes(made, data) : listed.equals(now))) {
            return new TrainedSplit(data, true, Whose.MADE_AGAIN, made, now.parts(set), "");
        }
        if (listed == null) {
            return new TrainedSplit(data, true, Whose.DATA, published(set), Map.of(), "");
        }
        Map<String, Split> then = listed.parts(set);
        return new TrainedSplit(
                data,
                true,
                Whose.CARD,
                new Partition(
                        in(Split.TRAIN, set, then),
                        in(Split.VALIDATION, set, then),
                        in(Split.TEST, set, then)),
                then,
                made == null
                        ? "their patients or splits are gone"
                        : moved(listed.moved(set, made)));
    }

    private static String moved(List<String> slices) {
        return slices.isEmpty()
                ? "copies have changed places"
                : String.format(
                        Locale.ROOT,
                        "%d are now in another part: %s",
                        slices.size(),
                        Membership.words(slices));
    }

    private static Partition madeAgain(DataCard data, SliceSet set) {
        try {
            return Partition.of(
                    set,
                    new PartitionOptions(
                            Protocol.parse(data.protocol()),
                            data.seed(),
                            data.folds(),
                            data.fold()));
        } catch (IllegalArgumentException e) { // the columns patient or split are gone
            return null;
        }
    }

    private static boolean sizes(Partition made, DataCard data) {
        return made.train().size() == data.train()
                && made.validation().size() == data.validation()
                && made.test().size() == data.test();
    }

    private static Partition published(SliceSet set) {
        return new Partition(in(Split.TRAIN, set), in(Split.VALIDATION, set), in(Split.TEST, set));
    }

    private static List<Slice> in(Split split, SliceSet set) {
        return set.slices().stream().filter(slice -> slice.split() == split).toList();
    }

    private static List<Slice> in(Split split, SliceSet set, Map<String, Split> then) {
        return set.slices().stream().filter(slice -> then.get(slice.name()) == split).toList();
    }

    /**
     * Refuses slices that are to be val or test of other data, and of which some were trained on.
     *
     * @param word the part's word
     * @throws IllegalArgumentException if that is so
     */
    void requireNotLearnt(String word, List<Slice> slices) {
        List<String> learnt = named(Split.TRAIN, slices);
        if (isHeldOut(word) && !learnt.isEmpty() && whose == Whose.DATA) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The model was trained on %d of the %d %s slices: %s. They would"
                                    + " inflate the scores; remove them, or score all slices",
                            learnt.size(),
                            slices.size(),
                            word,
                            Membership.words(learnt)));
        }
    }

    private static boolean isHeldOut(String word) {
        return word.equals(Split.VALIDATION.id()) || word.equals(Split.TEST.id());
    }

    /**
     * States the caveats about scores on slices.
     *
     * @param word the part's word
     */
    List<String> notes(String word, List<Slice> slices) {
        List<String> notes = new ArrayList<>();
        boolean heldOut = isHeldOut(word);
        List<String> learnt = named(Split.TRAIN, slices);
        if (data == null) {
            notes.add("the model card does not say which slices the model was trained on");
        } else if (!same) {
            notes.add(otherData());
        } else if (whose == Whose.DATA) {
            notes.add(
                    "the model was trained on these slices, but their patients or splits have changed since: any of them may have been trained on");
        } else if (whose == Whose.CARD) {
            notes.add(
                    String.format(
                            Locale.ROOT,
                            "the model was trained on these slices, but %s; the split of the training counts",
                            moved));
        } else if (data.membership() == null && !data.protocol().equals(Protocol.RANDOM.id())) {
            notes.add(
                    "the model card, of an earlier version, does not list the training slices: val"
                            + " is unseen only if patients and splits are unchanged");
        }
        if (heldOut && !learnt.isEmpty()) {
            notes.add(
                    String.format(
                            Locale.ROOT,
                            "%d of the %d slices have the same bytes as one that was trained on: %s",
                            learnt.size(),
                            slices.size(),
                            Membership.words(learnt)));
        } else if (!learnt.isEmpty()) {
            notes.add(
                    String.format(
                            Locale.ROOT,
                            "%d of the %d slices were trained on; their scores say little about new"
                                    + " slices",
                            learnt.size(),
                            slices.size()));
        }
        int chosenBy = named(Split.VALIDATION, slices).size();
        if (heldOut && chosenBy == slices.size()) {
            notes.add(
                    "the best epoch of a training is chosen on these slices, which inflates the"
                            + " scores");
        } else if (heldOut && chosenBy > 0) {
            notes.add(
                    String.format(
                            Locale.ROOT,
                            "the best epoch of the training was chosen on %d of the %d slices,"
                                    + " which inflates the scores",
                            chosenBy,
                            slices.size()));
        }
        return notes;
    }

    private List<String> named(Split split, List<Slice> slices) {
        return slices.stream().map(Slice::name).filter(name -> then.get(name) == split).toList();
    }

    private String otherData() {
        return String.format(
                Locale.ROOT,
                "the model was trained on another data set (fingerprint %s); %s",
                data.fingerprint(),
                data.membership() == null
                        ? "slices that both data sets contain go unnoticed"
                        : "files that both data sets contain are found by their bytes;"
                                + " re-encoded files, and other slices of the same"
                                + " patients, go unnoticed");
    }
}
