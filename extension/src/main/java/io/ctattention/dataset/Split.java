package io.ctattention.dataset;

import io.ctattention.file.Choice;
import java.util.List;
import java.util.Locale;

/** The part of a dataset that a slice was published for. */
public enum Split {
    /** Slices to learn from. */
    TRAIN("train"),
    /** Slices to choose a model by. */
    VALIDATION("val"),
    /** Slices to measure the chosen model on, once. */
    TEST("test");

    private final String word;

    Split(String word) {
        this.word = word;
    }

    /**
     * Returns the word for this split in manifests and reports.
     *
     * @return {@code train}, {@code val} or {@code test}
     */
    public String word() {
        return word;
    }

    /**
     * Reads a split's word: {@code train}, {@code val}, {@code test}, and the other words that are
     * usual for them ({@code training}, {@code valid}, {@code validation}, {@code testing}), in any
     * case and with spaces around it.
     *
     * @param word the word
     * @return the split
     * @throws IllegalArgumentException if the word is none of these
     */
    public static Split parse(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "training" -> TRAIN;
            case "valid", "validation" -> VALIDATION;
            case "testing" -> TEST;
            default -> Choice.of("split", word, List.of(values()), Split::word);
        };
    }
}
