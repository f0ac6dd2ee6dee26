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
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Finds a layer by its id.
     *
     * @param id conv or attention, in any case
     * @return the layer
     * @throws IllegalArgumentException if the id is another
     */
    public static Layer parse(String id) {
        return Choice.of("layer", id, List.of(values()), Layer::id);
    }

    /**
     * Returns the layers of a network that can be explained.
     *
     * @param network the network
     * @return their ids
     */
    public static List<String> ids(NetworkSpec network) {
        return network.endsWithAttention()
                ? List.of(CONV.id(), ATTENTION.id())
                : List.of(CONV.id());
    }
}
