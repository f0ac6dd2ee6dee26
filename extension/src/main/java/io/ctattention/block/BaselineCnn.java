package io.ctattention.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import io.ctattention.block.attention.Attention;
import java.util.ArrayList;
import java.util.List;

/**
 * The paper's convolutional network, with or without attention after each convolution.
 *
 * <p>Each stage is a 3 x 3 convolution without padding, ReLU, the attention if there is one, and a
 * 2 x 2 maximum pool except after the last; a dense layer with ReLU and a dense layer of logits
 * follow. At 180 x 180 x 3 with two classes it has 6 941 890 parameters, and 6 943 506 with {@link
 * io.ctattention.block.attention.Cbam}.
 *
 * @see "Rao, Park, Aalami 2021, The Value of Visual Attention for COVID-19 Classification in CT
 *     Scans, section 3"
 */
final class BaselineCnn extends Network {

    private static final Shape TWO = new Shape(2, 2);
    private static final Shape NO_PADDING = new Shape(0, 0);

    private final List<Stage> stages = new ArrayList<>();
    private final DenseHead head;

    /** A convolution, and the attention that follows it or null. */
    private record Stage(Conv2d convolution, Attention attention) {}

    BaselineCnn(NetworkSpec spec) {
        super(spec);
        for (int k = 1; k <= spec.filters().size(); k++) {
            int filters = spec.filters().get(k - 1);
            Conv2d convolution =
                    addChildBlock(
                            "conv" + k,
                            Conv2d.builder()
                                    .setKernelShape(new Shape(3, 3))
                                    .setFilters(filters)
                                    .build());
            Attention attention = spec.attention().get(k - 1).newBlock(filters);
            if (attention != null) {
                addChildBlock("attention" + k, attention);
            }
            stages.add(new Stage(convolution, attention));
        }
        head =
                new DenseHead(
                        addChildBlock(
                                "dense1", Linear.builder().setUnits(spec.denseUnits()).build()),
                        addChildBlock("dense2", Linear.builder().setUnits(spec.classes()).build()));
    }

    @Override
    public ForwardTrace trace(ParameterStore parameters, NDArray input, boolean training) {
        NDArray features = GreyInput.channelsLast(input);
        NDArray convolved = null;
        NDList gates = new NDList();
        for (Stage stage : stages) {
            if (convolved != null) {
                features = pool(convolved, features);
            }
            convolved = convolve(stage.convolution(), parameters, features, training);
            NDList attended = attend(stage.attention(), parameters, convolved, training);
            features = attended.head();
            gates.addAll(attended.subNDList(1));
        }
        NDList output = head.forward(parameters, features, training);
        return new ForwardTrace(output.head(), convolved, features, gates, output.subNDList(1));
    }

    private static NDArray pool(NDArray convolved, NDArray features) {
        try (convolved;
                features) {
            return Pool.maxPool2d(features, TWO, TWO, NO_PADDING, false);
        }
    }

    private static NDArray convolve(
            Conv2d convolution, ParameterStore parameters, NDArray features, boolean training) {
        NDArray sums = GreyInput.convolve(convolution, parameters, features, training);
        features.close(); // before the ReLU takes as much again
        try (sums) {
            return Activation.relu(sums);
        }
    }

    private static NDList attend(
            Attention attention, ParameterStore parameters, NDArray convolved, boolean training) {
        return attention == null
                ? new NDList(convolved)
                : attention.attend(parameters, convolved, training);
    }

    @Override
    public Head head() {
        return head;
    }

    @Override
    public Attention lastAttention() {
        return stages.get(stages.size() - 1).attention();
    }

    @Override
    protected void initializeChildBlocks(
            NDManager manager, DataType dataType, Shape... inputShapes) {
        Shape[] shapes = inputShapes;
        for (Stage stage : stages) {
            if (stage != stages.get(0)) {
                Shape s = shapes[0];
                shapes = new Shape[] {new Shape(s.get(0), s.get(1), s.get(2) / 2, s.get(3) / 2)};
            }
            stage.convolution().initialize(manager, dataType, shapes);
            shapes = stage.convolution().getOutputShapes(shapes);
            if (stage.attention() != null) {
                stage.attention().initialize(manager, dataType, shapes);
            }
        }
        head.initialize(manager, dataType, shapes[0]);
    }
}
