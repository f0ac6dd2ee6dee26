package io.ctattention.explanation;

import java.util.Locale;

/** The features that are explained; both lie on the grid of the last convolution. */
public enum Layer {
    /** The last convolution's output after its ReLU. */
    CONV,
    /** The output of the attention that follows it. */
    ATTENTION;

    /**
     * Returns the name used in options and reports.
     *
     * @return the name in lower case
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Finds a layer by its word.
     *
     * @param word conv or attention, in any case
     * @return the layer
     * @throws IllegalArgumentException if the word is another
     */
    public static Layer parse(String word) {
        for (Layer layer : values()) {
            if (layer.word().equalsIgnoreCase(word)) {
                return layer;
            }
        }
        throw new IllegalArgumentException("Unknown layer " + word + "; conv or attention needed");
    }
}
