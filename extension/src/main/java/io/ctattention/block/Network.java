package io.ctattention.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.ctattention.block.attention.Attention;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A classifier of slices: features, attention where it stands, and a {@link Head}. Training,
 * storage, explanation and serving depend on this class and on none of its subclasses; {@link
 * NetworkSpec#newNetwork} builds them.
 *
 * <p>{@code (N, channels, size, size)} in, logits {@code (N, classes)} out; {@code (N, 1, size,
 * size)} stands for a grey level in all channels, and saves the work of repeating it.
 *
 * <p>Outside training, an input of another height or width is brought to the network's: grey by
 * luma, resized with antialiasing, as {@link io.ctattention.image.GreyImage} does.
 *
 * <p>If the input array is named {@link #TRACED}, the output also holds what explanation needs: see
 * {@link ForwardTrace}.
 */
public abstract class Network extends AbstractBlock {

    /** The name of an input array whose intermediate results are wanted. */
    public static final String TRACED = "traced";

    private final NetworkSpec spec;

    /**
     * Keeps the network's shape.
     *
     * @param spec what the network is built from
     */
    protected Network(NetworkSpec spec) {
        this.spec = spec;
    }

    /**
     * Returns the network's shape.
     *
     * @return what the network was built from
     */
    public final NetworkSpec spec() {
        return spec;
    }

    /**
     * Computes the logits, and keeps what was computed on the way.
     *
     * @param parameters the weights
     * @param input {@code (N, channels, size, size)} or {@code (N, 1, size, size)}, which stays
     *     open
     * @param training whether batch statistics are used and updated
     * @return the logits and the last features
     */
    public abstract ForwardTrace trace(ParameterStore parameters, NDArray input, boolean training);

    /**
     * Returns the end of the network.
     *
     * @return what turns the last features into logits
     */
    public abstract Head head();

    /**
     * Returns the attention after the last features.
     *
     * @return the block, or null where there is none
     */
    public abstract Attention lastAttention();

    @Override
    protected final NDList forwardInternal(
            ParameterStore parameters,
            NDList inputs,
            boolean training,
            PairList<String, Object> params) {
        NDArray input = inputs.singletonOrThrow();
        boolean traced = TRACED.equals(input.getName());
        if (!training && isAnotherSize(input.getShape())) {
            input = InputFit.fit(input, spec);
        }
        ForwardTrace trace = trace(parameters, input, training);
        return traced ? trace.list() : trace.closeToLogits();
    }

    private boolean isAnotherSize(Shape shape) {
        return shape.dimension() == 4
                && (shape.get(1) == spec.channels() || shape.get(1) == 1)
                && (shape.get(2) != spec.size() || shape.get(3) != spec.size());
    }

    /**
     * Returns the parameters under the names used for import and export, such as {@code
     * attention1.channel.fc1.weight}, in PyTorch's layout and order.
     *
     * @return name to parameter, in the network's order
     */
    public final Map<String, Parameter> namedParameters() {
        Map<String, Parameter> named = new LinkedHashMap<>();
        WeightNames.collect("", this, named);
        return named;
    }

    /**
     * Counts the weights that training changes.
     *
     * @return the number of trainable parameters; running statistics of batch norm do not count
     */
    public final long parameterCount() {
        return namedParameters().values().stream()
                .filter(Parameter::requiresGradient)
                .mapToLong(parameter -> parameter.getArray().size())
                .sum();
    }

    @Override
    public final Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {new Shape(inputShapes[0].get(0), spec.classes())};
    }

    @Override
    protected final void beforeInitialize(Shape... inputShapes) {
        Shape expected = spec.inputShape(inputShapes[0].get(0));
        if (inputShapes.length != 1 || !inputShapes[0].equals(expected)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The input is %s, the network needs %s",
                            List.of(inputShapes),
                            expected));
        }
        super.beforeInitialize(inputShapes);
    }
}
