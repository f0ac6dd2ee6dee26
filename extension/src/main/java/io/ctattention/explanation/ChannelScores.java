package io.ctattention.explanation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ctattention.image.Interruption;

/**
 * Scores that need a forward pass for each channel of each slice, in batches of bounded memory.
 * Before each of them it looks whether the work is still wanted.
 */
final class ChannelScores {

    private static final int BATCH = 16;

    private ChannelScores() {}

    /** Variants of one slice's pass, one for each of some channels. */
    @FunctionalInterface
    interface Variants {

        /**
         * Computes the logits of the variants.
         *
         * @param slice the slice, from 0
         * @param channels {@code from:to} of the channels
         * @param scope owns all that is computed
         * @return {@code (B, classes)}
         */
        NDArray logits(int slice, String channels, NDManager scope);
    }

    /** Returns the logit of each slice's class under each channel's variant, {@code (N, C)}. */
    static NDArray of(TracedPass pass, Variants variants) {
        Shape shape = pass.activations().getShape();
        int slices = Math.toIntExact(shape.get(0));
        int channels = Math.toIntExact(shape.get(1));
        float[] scores = new float[slices * channels];
        for (int n = 0; n < slices; n++) {
            for (int from = 0; from < channels; from += BATCH) {
                Interruption.check();
                int to = Math.min(from + BATCH, channels);
                try (NDManager scope = pass.manager().newSubManager()) {
                    NDArray logits = variants.logits(n, from + ":" + to, scope);
                    NDArray own = logits.mul(slice(pass.classes(), n, scope));
                    float[] batch = own.sum(new int[] {1}).toFloatArray();
                    System.arraycopy(batch, 0, scores, n * channels + from, to - from);
                }
            }
        }
        return pass.manager().create(scores, new Shape(slices, channels));
    }

    /** Returns one slice of a batch as a batch of one, which the scope owns. */
    static NDArray slice(NDArray batch, int slice, NDManager scope) {
        NDArray one = batch.get(slice + ":" + (slice + 1));
        one.attach(scope);
        return one;
    }
}
