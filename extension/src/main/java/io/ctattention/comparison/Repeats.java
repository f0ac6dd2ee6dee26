package io.ctattention.comparison;

/** What differs between the pairs of a comparison. */
public enum Repeats {
    /** The seed of weights and batches, and of the split where the protocol draws one. */
    SEEDS("seed"),
    /** The fold that validates; the folds share training slices. */
    FOLDS("fold");

    private final String word;

    Repeats(String word) {
        this.word = word;
    }

    /**
     * Returns the word for some of them.
     *
     * @param count how many
     * @return {@code seed} or {@code fold}, in the plural unless the count is 1
     */
    public String word(long count) {
        return count == 1 ? word : word + "s";
    }
}
