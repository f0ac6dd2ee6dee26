package io.ctattention.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.Locale;

/**
 * What one forward pass of a {@link Network} computed on its way to the logits, for explanation.
 *
 * @param logits {@code (N, classes)}
 * @param convolved the last features before the attention that follows them, {@code (N, C, H, W)}
 * @param features what the head sees: the output of the last attention, or {@code convolved} itself
 *     where none follows, {@code (N, C, H, W)}
 * @param gates the spatial gate of each attention that has one, in order, {@code (N, 1, Hk, Wk)} in
 *     [0, 1]; {@link NetworkSpec#gatedConvolutions} tells which convolutions they follow
 * @param kept what the {@link Head} keeps for its gradient, each {@code (N, ...)}
 */
public record ForwardTrace(
        NDArray logits, NDArray convolved, NDArray features, NDList gates, NDList kept) {

    /**
     * Reads the arrays of a traced forward pass.
     *
     * @param output what the network returned for an input named {@link Network#TRACED}
     * @param network the network's shape
     * @return the arrays by their role
     * @throws IllegalArgumentException if the pass was not traced
     */
    public static ForwardTrace of(NDList output, NetworkSpec network) {
        int gates = network.gatedConvolutions().size();
        if (output.size() < 3 + gates) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The forward pass was not traced: it returned %d arrays",
                            output.size()));
        }
        return new ForwardTrace(
                output.get(0),
                output.get(1),
                output.get(2),
                new NDList(output.subList(3, 3 + gates)),
                output.subNDList(3 + gates));
    }

    /** All arrays, in the order that {@link #of} reads. */
    NDList list() {
        return new NDList(logits, convolved, features).addAll(gates).addAll(kept);
    }

    /** Frees all but the logits; a gradient graph keeps on its own what it needs. */
    NDList closeToLogits() {
        kept.close();
        gates.close();
        features.close();
        convolved.close();
        return new NDList(logits);
    }
}
