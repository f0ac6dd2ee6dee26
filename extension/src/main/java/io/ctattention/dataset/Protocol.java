package io.ctattention.dataset;

import io.ctattention.file.Choice;
import java.util.List;

/** How the slices are split into those to learn from and those to measure on. */
public enum Protocol {
    /**
     * The paper's: 80 % of all slices at random to train, the rest to validate. Slices of one
     * patient land on both sides, so it flatters the model.
     */
    RANDOM("random"),
    /** The split the data was published with. */
    SPLIT("split"),
    /** Grouped k-fold: no patient on both sides, the classes as balanced as that allows. */
    PATIENTS("patients");

    private final String word;

    Protocol(String word) {
        this.word = word;
    }

    /**
     * Returns the word for this protocol in options and reports.
     *
     * @return {@code random}, {@code split} or {@code patients}
     */
    public String word() {
        return word;
    }

    /**
     * Reads a protocol's word, in any case.
     *
     * @param word {@code random}, {@code split} or {@code patients}
     * @return the protocol
     * @throws IllegalArgumentException if the word is none of these
     */
    public static Protocol parse(String word) {
        return Choice.of("protocol", word, List.of(values()), Protocol::word);
    }

    /**
     * Chooses the most honest protocol that the data allows.
     *
     * @param set the data
     * @return {@link #SPLIT} if it has splits, else {@link #PATIENTS} if it knows patients, else
     *     {@link #RANDOM}
     */
    public static Protocol defaultFor(SliceSet set) {
        if (set.hasSplits()) {
            return SPLIT;
        }
        return set.hasPatients() ? PATIENTS : RANDOM;
    }
}
