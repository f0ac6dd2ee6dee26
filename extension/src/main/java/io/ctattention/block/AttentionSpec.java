package io.ctattention.block;

import com.google.gson.annotations.SerializedName;
import io.ctattention.file.Choice;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which attention block follows a convolution, with its options. An option of another kind is there
 * but without effect; {@link Kind#has} tells which.
 *
 * @param kind the block; {@link Kind#NONE} for no attention
 * @param reduction the channel gate's bottleneck in {@link Cbam} and {@link SqueezeExcitation}: C
 *     channels meet {@code max(1, C / reduction)} hidden units; at least 1, 16 in the papers
 * @param kernelSize the side of the convolution in {@link Cbam}'s spatial gate, odd, 7 in the paper
 * @param batchNorm whether batch norm follows the convolution of {@link Cbam}'s spatial gate, as in
 *     the authors' code but not in their equation
 */
public record AttentionSpec(Kind kind, int reduction, int kernelSize, boolean batchNorm) {

    /** What can be chosen of a block. */
    public enum Option {
        /** {@link AttentionSpec#reduction}. */
        REDUCTION,
        /** {@link AttentionSpec#kernelSize}. */
        KERNEL_SIZE,
        /** {@link AttentionSpec#batchNorm}. */
        BATCH_NORM
    }

    /** The attention blocks. */
    public enum Kind {
        /** The features pass unchanged. */
        @SerializedName("none")
        NONE("the baseline"),
        /** {@link Cbam}. */
        @SerializedName("cbam")
        CBAM("CBAM, Woo et al. 2018", Option.REDUCTION, Option.KERNEL_SIZE, Option.BATCH_NORM),
        /** {@link SqueezeExcitation}. */
        @SerializedName("se")
        SE("squeeze and excitation, Hu et al. 2018", Option.REDUCTION),
        /** {@link StyleRecalibration}. */
        @SerializedName("srm")
        SRM("style recalibration, Lee et al. 2019"),
        /** {@link GlobalContext}. */
        @SerializedName("gc")
        GC("global context, Cao et al. 2019"),
        /** {@link NonLocal}. */
        @SerializedName("nonlocal")
        NONLOCAL("non-local, Wang et al. 2018"),
        /** {@link CrissCross}. */
        @SerializedName("crisscross")
        CRISSCROSS("criss-cross, Huang et al. 2019"),
        /** {@link ResidualAttention}. */
        @SerializedName("residual")
        RESIDUAL("residual attention, Wang et al. 2017");

        private final String paper;
        private final Set<Option> options;

        Kind(String paper, Option... options) {
            this.paper = paper;
            this.options = Set.of(options);
        }

        /**
         * Returns where the block comes from.
         *
         * @return its name, the authors and the year
         */
        public String paper() {
            return paper;
        }

        /**
         * Tells whether a choice changes the block.
         *
         * @param option the choice
         * @return whether this block has it
         */
        public boolean has(Option option) {
            return options.contains(option);
        }

        /**
         * Finds a kind by its word.
         *
         * @param word a word in any case; {@code baseline} also means {@code none}
         * @return the kind
         * @throws IllegalArgumentException if there is none, naming those there are
         */
        public static Kind parse(String word) {
            return word.strip().equalsIgnoreCase(NetworkSpec.BASELINE)
                    ? NONE
                    : Choice.of("attention", word, List.of(values()), Kind::word);
        }

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
    public static final AttentionSpec NONE = of(Kind.NONE);

    /** CBAM with the values of Woo et al. 2018: reduction 16, 7 x 7, no batch norm. */
    public static final AttentionSpec CBAM = of(Kind.CBAM);

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
     * A block with the values of its paper.
     *
     * @param kind the block
     * @return reduction 16, a kernel of 7 x 7, no batch norm
     */
    public static AttentionSpec of(Kind kind) {
        return new AttentionSpec(kind, 16, 7, false);
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
            case SE -> new SqueezeExcitation(channels, reduction);
            case SRM -> new StyleRecalibration(channels);
            case GC -> new GlobalContext(channels);
            case NONLOCAL -> new NonLocal(channels);
            case CRISSCROSS -> new CrissCross(channels);
            case RESIDUAL -> new ResidualAttention(channels);
        };
    }

    /**
     * Works out what the block costs.
     *
     * @param channels the channels of the features that it follows
     * @param side their height and width
     */
    NetworkCost cost(int channels, long side) {
        return switch (kind) {
            case NONE -> NetworkCost.NOTHING;
            case CBAM -> Cbam.cost(channels, reduction, kernelSize, batchNorm, side);
            case SE -> SqueezeExcitation.cost(channels, reduction, side);
            case SRM -> StyleRecalibration.cost(channels, side);
            case GC -> GlobalContext.cost(channels, side);
            case NONLOCAL -> NonLocal.cost(channels, side);
            case CRISSCROSS -> CrissCross.cost(channels, side);
            case RESIDUAL -> ResidualAttention.cost(channels, side);
        };
    }
}
