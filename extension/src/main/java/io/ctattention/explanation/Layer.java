package io.ctattention.explanation;

import io.ctattention.block.NetworkSpec;
import io.ctattention.file.Choice;
import java.util.List;
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
        return Choice.of("layer", word, List.of(values()), Layer::word);
    }

    /**
     * Returns the layers of a network that can be explained.
     *
     * @param network the network
     * @return their words
     */
    public static List<String> words(NetworkSpec network) {
        return network.endsWithAttention()
                ? List.of(CONV.word(), ATTENTION.word())
                : List.of(CONV.word());
    }
}
