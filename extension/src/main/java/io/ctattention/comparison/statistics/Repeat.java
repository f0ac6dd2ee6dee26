package io.ctattention.comparison.statistics;

import java.util.Locale;

/** What is repeated, so that chance can be told from attention. */
public enum Repeat {
    /**
     * Trainings with seeds that count up from the recipe's. A seed decides the initial weights, the
     * order of the slices and, where the protocol draws one, the split.
     */
    SEED,
    /**
     * Trainings of one seed, each validated on another fold of the patients. Folds share training
     * slices, so that their scores are not independent.
     */
    FOLD;

    /**
     * Returns the name used in folders and reports.
     *
     * @return the name in lower case
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the noun for some of them.
     *
     * @param count how many
     * @return {@code seed} or {@code fold}, in the plural unless the count is 1
     */
    public String noun(long count) {
        return count == 1 ? id() : id() + "s";
    }
}
