package io.ctattention.dataset;

import io.ctattention.file.Choice;
import java.util.List;

/** How the slices are split into training and validation slices. */
public enum Protocol {
    /**
     * The paper's: 80 % of all slices at random to train, the rest to validate. Slices of one
     * patient are on both sides, which inflates the scores.
     */
    RANDOM("random"),
    /** The split the data was published with. */
    SPLIT("split"),
    /** Grouped k-fold: no patient on both sides, and classes as balanced as that allows. */
    PATIENTS("patients");

    private final String id;

    Protocol(String id) {
        this.id = id;
    }

    /**
     * Returns the id of this protocol in options and reports.
     *
     * @return {@code random}, {@code split} or {@code patients}
     */
    public String id() {
        return id;
    }

    /**
     * Reads a protocol's id, in any case.
     *
     * @param id {@code random}, {@code split} or {@code patients}
     * @return the protocol
     * @throws IllegalArgumentException if there is no such id
     */
    public static Protocol parse(String id) {
        return Choice.of("protocol", id, List.of(values()), Protocol::id);
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
