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

    private final String id;

    Split(String id) {
        this.id = id;
    }

    /**
     * Returns the id of this split in manifests and reports.
     *
     * @return {@code train}, {@code val} or {@code test}
     */
    public String id() {
        return id;
    }

    /**
     * Reads a split's id: {@code train}, {@code val}, {@code test}, and the other names that are
     * usual for them ({@code training}, {@code valid}, {@code validation}, {@code testing}), in any
     * case and with spaces around it.
     *
     * @param id the id
     * @return the split
     * @throws IllegalArgumentException if there is no such id
     */
    public static Split parse(String id) {
        return switch (id.strip().toLowerCase(Locale.ROOT)) {
            case "training" -> TRAIN;
            case "valid", "validation" -> VALIDATION;
            case "testing" -> TEST;
            default -> Choice.of("split", id, List.of(values()), Split::id);
        };
    }
}
