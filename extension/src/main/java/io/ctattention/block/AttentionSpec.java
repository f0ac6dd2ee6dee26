package io.ctattention.block;

import com.google.gson.annotations.SerializedName;
import java.util.Locale;

/**
 * Which attention block follows a convolution, with its options.
 *
 * @param kind the block; {@link Kind#NONE} for no attention
 * @param reduction the channel gate's bottleneck: C channels meet {@code max(1, C / reduction)}
 *     hidden units; at least 1, 16 in the paper
 * @param kernelSize the side of the spatial gate's convolution, odd, 7 in the paper
 * @param batchNorm whether batch norm follows the spatial gate's convolution, as in the authors'
 *     code but not in their equation
 */
public record AttentionSpec(Kind kind, int reduction, int kernelSize, boolean batchNorm) {

    /** The attention blocks. */
    public enum Kind {
        /** The features pass unchanged. */
        @SerializedName("none")
        NONE,
        /** {@link Cbam}. */
        @SerializedName("cbam")
        CBAM;

        /**
         * Returns the name used in cards, options and reports.
         *
         * @return the name in lower case
         */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * Tells whether the block has a spatial gate.
         *
         * @return what {@link Attention#hasSpatialGate} of such a block returns
         */
        boolean hasSpatialGate() {
            return this == CBAM;
        }
    }

    /** No attention. */
    public static final AttentionSpec NONE = new AttentionSpec(Kind.NONE, 16, 7, false);

    /** CBAM with the values of Woo et al. 2018: reduction 16, 7 x 7, no batch norm. */
    public static final AttentionSpec CBAM = new AttentionSpec(Kind.CBAM, 16, 7, false);

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if an option is out of its range
     */
    public AttentionSpec {
        if (kind == null) {
            throw new IllegalArgumentException("An attention needs a kind");
        }
        if (reduction < 1) {
            throw new IllegalArgumentException("reduction is " + reduction + ", at least 1 needed");
        }
        if (kernelSize < 1 || kernelSize % 2 == 0) {
            throw new IllegalArgumentException(
                    "kernelSize is " + kernelSize + ", an odd number from 1 needed");
        }
    }

    /**
     * Creates the block.
     *
     * @param channels the channels of the features that it follows
     * @return the block, or null for {@link Kind#NONE}
     */
    Attention newBlock(int channels) {
        return switch (kind) {
            case NONE -> null;
            case CBAM -> new Cbam(channels, reduction, kernelSize, batchNorm);
        };
    }
}
