package io.ctattention.block;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.ParameterList;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.ctattention.block.workaround.Mean;
import io.ctattention.block.workaround.SmallBatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The paper's convolutional network, with or without attention after each convolution.
 *
 * <p>{@code (N, channels, size, size)} in, logits {@code (N, classes)} out; {@code (N, 1, size,
 * size)} stands for a grey level in all channels, and saves the work of repeating it. Each stage is
 * a 3 x 3 convolution without padding, ReLU, the attention if there is one, and a 2 x 2 maximum
 * pool except after the last; a dense layer with ReLU and a dense layer of logits follow. At 180 x
 * 180 x 3 with two classes it has 6 941 890 parameters, and 6 943 506 with {@link Cbam}.
 *
 * <p>Outside training, an input of another height or width is brought to the network's: grey by
 * luma, resized with antialiasing, as {@link io.ctattention.image.GreyImage} does.
 *
 * <p>If the input array is named {@link #TAPPED}, the output also holds what explanation needs: see
 * {@link Tap}.
 *
 * @see "Rao, Park, Aalami 2021, The Value of Visual Attention for COVID-19 Classification in CT
 *     Scans, section 3"
 */
public final class BaselineCnn extends AbstractBlock {

    /** The name of an input array whose intermediate results are wanted. */
    public static final String TAPPED = "tapped";

    private static final Shape TWO = new Shape(2, 2);
    private static final Shape NO_PADDING = new Shape(0, 0);

    private final NetworkSpec spec;
    private final List<Conv2d> convolutions = new ArrayList<>();
    private final List<Attention> attentions = new ArrayList<>();
    private final Linear dense1;
    private final Linear dense2;

    /**
     * Builds the network; the weights come later, from an initializer or a file.
     *
     * @param spec the network's shape
     */
    public BaselineCnn(NetworkSpec spec) {
        this.spec = spec;
        for (int k = 0; k < spec.filters().size(); k++) {
            int filters = spec.filters().get(k);
            Conv2d convolution =
                    Conv2d.builder().setKernelShape(new Shape(3, 3)).setFilters(filters).build();
            convolutions.add(addChildBlock("conv" + (k + 1), convolution));
            Attention attention = spec.attention().get(k).newBlock(filters);
            attentions.add(
                    attention == null ? null : addChildBlock("attention" + (k + 1), attention));
        }
        dense1 = addChildBlock("dense1", Linear.builder().setUnits(spec.denseUnits()).build());
        dense2 = addChildBlock("dense2", Linear.builder().setUnits(spec.classes()).build());
    }

    /**
     * Returns the network's shape.
     *
     * @return what the network was built from
     */
    public NetworkSpec spec() {
        return spec;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore parameters,
            NDList inputs,
            boolean training,
            PairList<String, Object> params) {
        NDArray input = inputs.singletonOrThrow();
        boolean tapped = TAPPED.equals(input.getName());
        if (!training && isAnotherSize(input.getShape())) {
            input = InputFit.fit(input, spec);
        }
        input = channelsLast(input);
        NDList gates = new NDList();
        NDArray features = input;
        NDArray convolved = null;
        int last = convolutions.size() - 1;
        for (int k = 0; k <= last; k++) {
            NDArray sums = convolve(k, parameters, features, training);
            release(features, input);
            convolved = Activation.relu(sums);
            sums.close();
            features = convolved;
            Attention attention = attentions.get(k);
            if (attention != null) {
                NDList attended = attention.attend(parameters, convolved, training);
                features = attended.head();
                gates.addAll(attended.subNDList(1));
            }
            if (k < last) {
                NDArray pooled = Pool.maxPool2d(features, TWO, TWO, NO_PADDING, false);
                features.close();
                convolved.close();
                features = pooled;
            }
        }
        NDArray hidden = hidden(parameters, features, training);
        NDArray logits = run(dense2, parameters, hidden, training);
        if (tapped) {
            return new Tap(logits, hidden, convolved, features, gates).list();
        }
        hidden.close();
        gates.close();
        features.close();
        convolved.close();
        return new NDList(logits);
    }

    /**
     * Gives a grey batch the strides of {@code (N, H, W, C)} in memory, which the convolutions' and
     * pools' outputs then take over: on the CPU, PyTorch's pools are several times faster on them,
     * and its convolutions need not rearrange their inputs. The shape and the values stay.
     */
    private static NDArray channelsLast(NDArray input) {
        Shape shape = input.getShape();
        if (shape.get(1) != 1 || input.getDevice().isGpu()) {
            return input;
        }
        return input.reshape(shape.get(0), shape.get(2), shape.get(3), 1).transpose(0, 3, 1, 2);
    }

    private NDArray convolve(int k, ParameterStore parameters, NDArray features, boolean training) {
        Conv2d convolution = convolutions.get(k);
        boolean repeated = features.getShape().get(1) == 1 && k == 0 && spec.channels() > 1;
        if (!repeated) {
            return run(convolution, parameters, features, training);
        }
        // Equal channels under one filter are one channel under the sum of its kernels.
        Device device = features.getDevice();
        ParameterList own = convolution.getDirectParameters();
        try (NDArray kernels =
                parameters.getValue(own.get("weight"), device, training).sum(new int[] {1}, true)) {
            NDArray bias = parameters.getValue(own.get("bias"), device, training);
            return Conv2d.conv2d(features, kernels, bias).singletonOrThrow();
        }
    }

    /**
     * Computes the logits of features in place of those that a forward pass would have, at
     * inference.
     *
     * @param parameters the weights
     * @param features what the dense layers see, {@code (N, C, H, W)}
     * @return the logits {@code (N, classes)}
     */
    public NDArray logits(ParameterStore parameters, NDArray features) {
        try (NDArray hidden = hidden(parameters, features, false)) {
            return run(dense2, parameters, hidden, false);
        }
    }

    private NDArray hidden(ParameterStore parameters, NDArray features, boolean training) {
        try (NDArray flat = features.flatten(1, -1);
                NDArray sums = hiddenSums(parameters, flat, training)) {
            return Activation.relu(sums);
        }
    }

    private NDArray hiddenSums(ParameterStore parameters, NDArray flat, boolean training) {
        if (training || !SmallBatch.suits(flat)) {
            return run(dense1, parameters, flat, training);
        }
        NDArray weight = value(parameters, dense1, "weight", flat);
        return SmallBatch.timesTransposed(flat, weight)
                .addi(value(parameters, dense1, "bias", flat));
    }

    private static NDArray run(
            Block block, ParameterStore parameters, NDArray input, boolean training) {
        return block.forward(parameters, new NDList(input), training).singletonOrThrow();
    }

    private boolean isAnotherSize(Shape shape) {
        return shape.dimension() == 4
                && (shape.get(1) == spec.channels() || shape.get(1) == 1)
                && (shape.get(2) != spec.size() || shape.get(3) != spec.size());
    }

    /** Frees an intermediate result; a gradient graph keeps on its own what it needs. */
    private static void release(NDArray array, NDArray input) {
        if (array != input) {
            array.close();
        }
    }

    /**
     * Returns the gradient of one logit an image with respect to the features that the dense layers
     * see, in closed form: {@code W1^T (1[h > 0] * W2[class])}.
     *
     * @param parameters the weights
     * @param tap what a forward pass tapped
     * @param classes the class of each image as a row of {@code (N, classes)}: one-hot, float32
     * @return the gradient {@code (N, C, H, W)}
     */
    public NDArray logitGradient(ParameterStore parameters, Tap tap, NDArray classes) {
        NDArray hidden = hiddenGradient(parameters, tap, classes);
        NDArray weight = value(parameters, dense1, "weight", classes);
        NDArray gradient =
                SmallBatch.suits(hidden) ? SmallBatch.times(hidden, weight) : hidden.matMul(weight);
        return gradient.reshape(tap.features().getShape());
    }

    /**
     * Returns the mean of {@link #logitGradient} over the places of each channel, without computing
     * the gradient at every place: the mean of a product with weights is the product with their
     * mean.
     *
     * @param parameters the weights
     * @param tap what a forward pass tapped
     * @param classes the class of each image as a row of {@code (N, classes)}: one-hot, float32
     * @return the mean gradient {@code (N, C)}
     */
    public NDArray meanLogitGradient(ParameterStore parameters, Tap tap, NDArray classes) {
        Shape features = tap.features().getShape();
        long places = features.get(2) * features.get(3);
        NDArray weight = value(parameters, dense1, "weight", classes);
        NDManager scope = classes.getManager();
        try (NDArray byPlace = weight.reshape(weight.size(0), features.get(1), places)) {
            byPlace.attach(scope);
            return hiddenGradient(parameters, tap, classes).matMul(Mean.of(byPlace, false, 2));
        }
    }

    private NDArray hiddenGradient(ParameterStore parameters, Tap tap, NDArray classes) {
        NDArray active = tap.hidden().gt(0).toType(DataType.FLOAT32, false);
        return classes.matMul(value(parameters, dense2, "weight", classes)).mul(active);
    }

    private static NDArray value(
            ParameterStore parameters, Linear layer, String name, NDArray beside) {
        Parameter parameter = layer.getDirectParameters().get(name);
        return parameters.getValue(parameter, beside.getDevice(), false);
    }

    /**
     * Returns the attention after the last convolution.
     *
     * @return the block, or null where there is none
     */
    public Attention lastAttention() {
        return attentions.get(attentions.size() - 1);
    }

    /**
     * Returns the parameters under the names used for import and export, such as {@code
     * attention1.channel.fc1.weight}, in PyTorch's layout and order.
     *
     * @return name to parameter, in the network's order
     */
    public Map<String, Parameter> namedParameters() {
        Map<String, Parameter> named = new LinkedHashMap<>();
        WeightNames.collect("", this, named);
        return named;
    }

    /**
     * Counts the weights that training changes.
     *
     * @return the number of trainable parameters; running statistics of batch norm do not count
     */
    public long parameterCount() {
        return namedParameters().values().stream()
                .filter(Parameter::requiresGradient)
                .mapToLong(parameter -> parameter.getArray().size())
                .sum();
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {new Shape(inputShapes[0].get(0), spec.classes())};
    }

    @Override
    protected void beforeInitialize(Shape... inputShapes) {
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

    @Override
    protected void initializeChildBlocks(
            NDManager manager, DataType dataType, Shape... inputShapes) {
        Shape[] shapes = inputShapes;
        for (int k = 0; k < convolutions.size(); k++) {
            Conv2d convolution = convolutions.get(k);
            convolution.initialize(manager, dataType, shapes);
            shapes = convolution.getOutputShapes(shapes);
            if (attentions.get(k) != null) {
                attentions.get(k).initialize(manager, dataType, shapes);
            }
            if (k < convolutions.size() - 1) {
                Shape s = shapes[0];
                shapes = new Shape[] {new Shape(s.get(0), s.get(1), s.get(2) / 2, s.get(3) / 2)};
            }
        }
        Shape flat = new Shape(shapes[0].get(0), shapes[0].size() / shapes[0].get(0));
        dense1.initialize(manager, dataType, flat);
        dense2.initialize(manager, dataType, dense1.getOutputShapes(new Shape[] {flat}));
    }
}
