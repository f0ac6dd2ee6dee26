package io.ctattention.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.Locale;

/**
 * What a {@link BaselineCnn#TAPPED} forward pass of {@link BaselineCnn} returns beside the logits.
 *
 * @param logits {@code (N, classes)}
 * @param hidden the hidden dense layer's output after its ReLU, {@code (N, units)}
 * @param convolved the last convolution's output after its ReLU, {@code (N, C, H, W)}
 * @param features what the dense layers see: the output of the last attention, or {@code convolved}
 *     itself where none follows, {@code (N, C, H, W)}
 * @param gates the spatial gate of each attention that has one, in order, {@code (N, 1, Hk, Wk)} in
 *     [0, 1]; {@link NetworkSpec#gatedConvolutions} tells which convolutions they follow
 */
public record Tap(
        NDArray logits, NDArray hidden, NDArray convolved, NDArray features, NDList gates) {

    NDList list() {
        return new NDList(logits, hidden, convolved, features).addAll(gates);
    }

    /**
     * Reads the arrays of a tapped forward pass.
     *
     * @param output what {@link BaselineCnn} returned for a tapped input
     * @return the arrays by their role
     * @throws IllegalArgumentException if the input was not tapped
     */
    public static Tap of(NDList output) {
        if (output.size() < 4) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The forward pass was not tapped: it returned %d arrays",
                            output.size()));
        }
        return new Tap(
                output.get(0), output.get(1), output.get(2), output.get(3), output.subNDList(4));
    }
}
