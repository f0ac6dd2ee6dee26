package io.ctattention.block.attention;

import com.google.gson.annotations.SerializedName;
import io.ctattention.file.Choice;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

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

    /** What some attentions have and others have not. */
    public enum Trait {
        /** {@link AttentionSpec#reduction} changes the block. */
        REDUCTION,
        /** {@link AttentionSpec#kernelSize} changes the block. */
        KERNEL_SIZE,
        /** {@link AttentionSpec#batchNorm} changes the block. */
        BATCH_NORM,
        /** {@link Attention#attend} also returns a spatial gate, which can be shown as a map. */
        SPATIAL_GATE
    }

    /**
     * The registry of attentions. One entry is all that the rest knows of a block: id, title,
     * paper, constructor, cost, where it may stand, and its traits.
     */
    public enum Kind {
        /** The features pass unchanged. */
        @SerializedName("none")
        NONE("the baseline", "the baseline", (c, o) -> null, (c, side, o) -> BlockCost.NOTHING),
        /** {@link Cbam}. */
        @SerializedName("cbam")
        CBAM(
                "CBAM",
                "CBAM, Woo et al. 2018",
                (c, o) -> new Cbam(c, o.reduction, o.kernelSize, o.batchNorm),
                (c, side, o) -> Cbam.cost(c, o.reduction, o.kernelSize, o.batchNorm, side),
                Trait.REDUCTION,
                Trait.KERNEL_SIZE,
                Trait.BATCH_NORM,
                Trait.SPATIAL_GATE),
        /** {@link SqueezeExcitation}. */
        @SerializedName("se")
        SE(
                "SE",
                "squeeze and excitation, Hu et al. 2018",
                (c, o) -> new SqueezeExcitation(c, o.reduction),
                (c, side, o) -> SqueezeExcitation.cost(c, o.reduction, side),
                Trait.REDUCTION),
        /** {@link StyleRecalibration}. */
        @SerializedName("srm")
        SRM(
                "SRM",
                "style recalibration, Lee et al. 2019",
                (c, o) -> new StyleRecalibration(c),
                (c, side, o) -> StyleRecalibration.cost(c, side)),
        /** {@link GlobalContext}. */
        @SerializedName("gc")
        GC(
                "GC",
                "global context, Cao et al. 2019",
                (c, o) -> new GlobalContext(c),
                (c, side, o) -> GlobalContext.cost(c, side)),
        /** {@link NonLocal}. */
        @SerializedName("nonlocal")
        NONLOCAL(
                "non-local attention",
                "non-local, Wang et al. 2018",
                (c, o) -> new NonLocal(c),
                (c, side, o) -> NonLocal.cost(c, side),
                NonLocal::fits),
        /** {@link CrissCross}. */
        @SerializedName("crisscross")
        CRISSCROSS(
                "criss-cross attention",
                "criss-cross, Huang et al. 2019",
                (c, o) -> new CrissCross(c),
                (c, side, o) -> CrissCross.cost(c, side)),
        /** {@link ResidualAttention}. */
        @SerializedName("residual")
        RESIDUAL(
                "residual attention",
                "residual attention, Wang et al. 2017",
                (c, o) -> new ResidualAttention(c),
                (c, side, o) -> ResidualAttention.cost(c, side));

        private final String title;
        private final String paper;
        private final Constructor constructor;
        private final Cost cost;
        private final LongPredicate fits;
        private final Set<Trait> traits;

        Kind(String title, String paper, Constructor constructor, Cost cost, Trait... traits) {
            this(title, paper, constructor, cost, side -> true, traits);
        }

        Kind(
                String title,
                String paper,
                Constructor constructor,
                Cost cost,
                LongPredicate fits,
                Trait... traits) {
            this.title = title;
            this.paper = paper;
            this.constructor = constructor;
            this.cost = cost;
            this.fits = fits;
            this.traits = Set.of(traits);
        }

        /** Creates the block for that many channels. */
        private interface Constructor {
            Attention create(int channels, AttentionSpec options);
        }

        /** Works out the cost for that many channels, height and width being the side. */
        private interface Cost {
            BlockCost of(int channels, long side, AttentionSpec options);
        }

        /**
         * Returns the name used in cards, options and reports.
         *
         * @return the name in lower case
         */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * Returns the name used in sentences.
         *
         * @return such as {@code CBAM} or {@code non-local attention}
         */
        public String title() {
            return title;
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
         * Tells whether the block has something.
         *
         * @param trait what not every block has
         * @return whether this one has it
         */
        public boolean has(Trait trait) {
            return traits.contains(trait);
        }

        /**
         * Tells whether the block may stand where features have a certain size, if nobody says
         * where it shall stand.
         *
         * @param side the features' height and width
         * @return whether what it computes there is of bearable size
         */
        public boolean fits(long side) {
            return fits.test(side);
        }

        /**
         * Finds a kind by its id.
         *
         * @param id an id in any case; {@code baseline} also means {@code none}
         * @return the kind, or empty if there is none
         */
        public static Optional<Kind> find(String id) {
            String lower = id.strip().toLowerCase(Locale.ROOT);
            return lower.equals(BASELINE)
                    ? Optional.of(NONE)
                    : Stream.of(values()).filter(kind -> kind.id().equals(lower)).findFirst();
        }

        /**
         * Finds a kind by its id.
         *
         * @param id an id in any case; {@code baseline} also means {@code none}
         * @return the kind
         * @throws IllegalArgumentException if there is none, naming those there are
         */
        public static Kind parse(String id) {
            return find(id).orElseGet(
                            () -> Choice.of("attention", id, List.of(values()), Kind::id));
        }

        /**
         * Lists the ids.
         *
         * @return the id of each kind, in their order
         */
        public static List<String> ids() {
            return Stream.of(values()).map(Kind::id).toList();
        }
    }

    /** The name of a network without attention. */
    public static final String BASELINE = "baseline";

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
    public Attention newBlock(int channels) {
        return kind.constructor.create(channels, this);
    }

    /**
     * Works out what the block costs.
     *
     * @param channels the channels of the features that it follows
     * @param side their height and width
     * @return its cost
     */
    public BlockCost cost(int channels, long side) {
        return kind.cost.of(channels, side, this);
    }
}
