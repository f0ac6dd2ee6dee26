package io.ctattention.block;

import ai.djl.ndarray.types.Shape;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.block.attention.AttentionSpec.Kind;
import io.ctattention.block.attention.AttentionSpec.Trait;
import io.ctattention.block.attention.BlockCost;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The shape of a network: all that is needed to build it, and nothing about its weights.
 *
 * @param size the side of the square input in pixels; 180 in the paper
 * @param channels the input's channels; 3 in the paper, a grey slice repeated
 * @param classes the number of logits, at least 2
 * @param filters the filters of each 3 x 3 convolution, in order; 32, 64, 64 in the paper
 * @param denseUnits the units of the hidden dense layer; 64 in the paper
 * @param attention what follows each convolution; as many as convolutions
 */
public record NetworkSpec(
        int size,
        int channels,
        int classes,
        List<Integer> filters,
        int denseUnits,
        List<AttentionSpec> attention) {

    /** The input side of the paper, in pixels. */
    public static final int PAPER_SIZE = 180;

    /**
     * Checks that such a network can be built.
     *
     * @throws IllegalArgumentException if it cannot, naming the value and what is needed
     */
    public NetworkSpec {
        filters = List.copyOf(filters);
        attention = List.copyOf(attention);
        require(channels >= 1, "channels is " + channels + ", at least 1 needed");
        require(classes >= 2, "classes is " + classes + ", at least 2 needed");
        require(denseUnits >= 1, "denseUnits is " + denseUnits + ", at least 1 needed");
        require(!filters.isEmpty(), "at least one convolution is needed");
        require(
                filters.stream().allMatch(f -> f >= 1),
                "filters are " + filters + ", each must be at least 1");
        require(
                attention.size() == filters.size(),
                String.format(
                        Locale.ROOT,
                        "%d convolutions need %d attentions, not %d",
                        filters.size(),
                        filters.size(),
                        attention.size()));
        int smallest = smallestSize(filters.size());
        require(
                size >= smallest,
                String.format(
                        Locale.ROOT,
                        "size is %d, at least %d needed for %d convolutions",
                        size,
                        smallest,
                        filters.size()));
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    private static int smallestSize(int convolutions) {
        int side = 1;
        for (int k = convolutions; k > 1; k--) {
            side = (side + 2) * 2;
        }
        return side + 2;
    }

    /**
     * The paper's network at any input size: three convolutions, attention after each where it
     * {@linkplain AttentionSpec.Kind#fits may stand}, and after the last in any case. Non-local
     * attention is the one that does not fit everywhere: at 180 it stands after the third of 178,
     * 87 and 41.
     *
     * @param attention what follows the convolutions, {@link AttentionSpec#NONE} for the baseline
     * @param size the side of the input in pixels
     * @param classes the number of classes
     * @return the network's shape
     */
    public static NetworkSpec paper(AttentionSpec attention, int size, int classes) {
        NetworkSpec everywhere = paper(attention, size, classes, List.of(1, 2, 3));
        List<Integer> fitting =
                IntStream.rangeClosed(1, 3)
                        .filter(k -> k == 3 || attention.kind().fits(everywhere.sideOf(k)))
                        .boxed()
                        .toList();
        return paper(attention, size, classes, fitting);
    }

    /**
     * The paper's network with attention after some of its convolutions.
     *
     * @param attention what follows these convolutions
     * @param size the side of the input in pixels
     * @param classes the number of classes
     * @param at the numbers of the convolutions, from 1 to 3
     * @return the network's shape
     * @throws IllegalArgumentException if there is no such convolution
     */
    public static NetworkSpec paper(
            AttentionSpec attention, int size, int classes, Collection<Integer> at) {
        List<Integer> filters = List.of(32, 64, 64);
        for (int number : at) {
            require(
                    number >= 1 && number <= filters.size(),
                    String.format(
                            Locale.ROOT,
                            "attention at %d, but the convolutions are 1 to %d",
                            number,
                            filters.size()));
        }
        List<AttentionSpec> after =
                IntStream.rangeClosed(1, filters.size())
                        .mapToObj(k -> at.contains(k) ? attention : AttentionSpec.NONE)
                        .toList();
        return new NetworkSpec(size, 3, classes, filters, 64, after);
    }

    /** The side of a convolution's feature map, by its number from 1. */
    private int sideOf(int convolution) {
        int side = size;
        for (int k = 0; k < convolution; k++) {
            side = (k == 0 ? side : side / 2) - 2;
        }
        return side;
    }

    /**
     * Returns the grid of the last convolution's features, which is that of heat maps.
     *
     * @return where its cells lie on the input
     */
    public FeatureGrid featureGrid() {
        int last = filters.size() - 1;
        double origin = 0;
        for (int k = 0; k <= last; k++) {
            int step = 1 << k;
            // A pool's cell lies between its two pixels, a convolution's in the middle of three.
            origin += (k == 0 ? 0 : step / 4.0) + step;
        }
        return new FeatureGrid(sideOf(filters.size()), filters.get(last), origin, 1 << last);
    }

    /**
     * Builds the network; the weights come later, from an initializer or a file.
     *
     * @return a network of this shape, not initialized
     */
    public Network newNetwork() {
        return new BaselineCnn(this);
    }

    /**
     * Works out what the network costs.
     *
     * @return its cost
     */
    public BlockCost cost() {
        long side = size;
        long inputs = channels;
        // A slice is one grey level a pixel, however many channels the network sees.
        BlockCost cost = BlockCost.kept(side * side);
        for (int k = 0; k < filters.size(); k++) {
            int outputs = filters.get(k);
            if (k > 0) {
                side = side / 2;
                cost = cost.plus(BlockCost.pool(side * side * inputs));
            }
            side = side - 2;
            cost =
                    cost.plus(BlockCost.layer(9 * inputs, outputs, true, side * side))
                            .plus(BlockCost.kept(side * side * outputs))
                            .plus(attention.get(k).cost(outputs, side));
            inputs = outputs;
        }
        long features = side * side * inputs;
        return cost.plus(BlockCost.kept(features)) // in the order that the dense layer needs
                .plus(BlockCost.layer(features, denseUnits, true, 1))
                .plus(BlockCost.kept(denseUnits))
                .plus(BlockCost.layer(denseUnits, classes, true, 1));
    }

    /**
     * Returns the shape of a batch.
     *
     * @param batch the number of slices N
     * @return {@code (N, channels, size, size)}
     */
    public Shape inputShape(long batch) {
        return new Shape(batch, channels, size, size);
    }

    /**
     * Returns the network's name in cards, options and reports.
     *
     * @return {@code baseline} without attention, otherwise the names of the attention blocks
     *     joined with {@code +}, such as {@code cbam}
     */
    public String name() {
        List<String> kinds =
                attention.stream()
                        .filter(a -> a.kind() != Kind.NONE)
                        .map(a -> a.kind().id())
                        .distinct()
                        .toList();
        return kinds.isEmpty() ? AttentionSpec.BASELINE : String.join("+", kinds);
    }

    /**
     * Returns a network's name in a sentence.
     *
     * @param name as in cards, such as {@code cbam} or {@code se+cbam}
     * @return the name, such as {@code CBAM} or {@code SE + CBAM}; an unknown word stays itself
     */
    public static String title(String name) {
        return Stream.of(name.split("\\+"))
                .map(id -> Kind.find(id).map(Kind::title).orElse(id))
                .collect(Collectors.joining(" + "));
    }

    /**
     * Tells whether the last convolution is followed by attention.
     *
     * @return true if the layer {@code attention} can be explained
     */
    public boolean endsWithAttention() {
        return attention.get(attention.size() - 1).kind() != Kind.NONE;
    }

    /**
     * Returns the convolutions that attention follows.
     *
     * @return their numbers, from 1
     */
    public List<Integer> attendedConvolutions() {
        return convolutionsBefore(a -> a.kind() != Kind.NONE);
    }

    /**
     * Returns the convolutions that attention with a spatial gate follows.
     *
     * @return their numbers, from 1, one for each of {@link ForwardTrace#gates}
     */
    public List<Integer> gatedConvolutions() {
        return convolutionsBefore(a -> a.kind().has(Trait.SPATIAL_GATE));
    }

    private List<Integer> convolutionsBefore(Predicate<AttentionSpec> wanted) {
        return IntStream.range(0, attention.size())
                .filter(k -> wanted.test(attention.get(k)))
                .mapToObj(k -> k + 1)
                .toList();
    }
}
