package io.ctattention.explanation;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.ctattention.block.ForwardTrace;
import io.ctattention.block.Network;
import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.model.Inference;
import io.ctattention.model.PyTorch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A network that one can compute by hand, on slices of 4 x 4 whose inner 2 x 2 pixels x it sees.
 *
 * <pre>
 * A1 = x                            A2 = 1 - x / 2, or as another weight and bias say
 * h1 = ReLU(W1 . [A1, A2] + 0.5)    h2 = ReLU(-4 sum A1 + sum A2)
 * y0 = -h1                          y1 = 0.5 h1 + 2 h2 + 1
 * </pre>
 *
 * with W1 = [0 2 4 -8] for A1 and [-2 0 6 4] for A2, row by row.
 */
final class TinyNetwork implements AutoCloseable {

    static final List<String> CLASSES = List.of("NonCOVID", "COVID");

    /** Inner pixels 0, 0.5, 1 and 0.25. */
    static final float[] SLICE = {
        0.9f, 0.9f, 0.9f, 0.9f, 0.9f, 0, 0.5f, 0.9f, 0.9f, 1, 0.25f, 0.9f, 0.9f, 0.9f, 0.9f, 0.9f
    };

    private final NDManager manager;
    private final Network network;

    /** A1 = x, A2 = bias + weight * x. */
    TinyNetwork(float weight, float bias) {
        this(weight, bias, AttentionSpec.NONE, Map.of());
    }

    /** The same with an attention behind A, whose weights that are not given are as drawn. */
    TinyNetwork(float weight, float bias, AttentionSpec attention, Map<String, float[]> attending) {
        PyTorch.engine();
        manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
        network = new NetworkSpec(4, 1, 2, List.of(2), 2, List.of(attention)).newNetwork();
        network.initialize(manager, DataType.FLOAT32, network.spec().inputShape(1));
        float[] kernels = new float[18];
        kernels[4] = 1;
        kernels[9 + 4] = weight;
        Map<String, float[]> weights = new HashMap<>(attending);
        weights.putAll(
                Map.of(
                        "conv1.weight", kernels,
                        "conv1.bias", new float[] {0, bias},
                        "dense1.weight",
                                new float[] {0, 2, 4, -8, -2, 0, 6, 4, -4, -4, -4, -4, 1, 1, 1, 1},
                        "dense1.bias", new float[] {0.5f, 0},
                        "dense2.weight", new float[] {-1, 0, 0.5f, 2},
                        "dense2.bias", new float[] {0, 1}));
        network.namedParameters()
                .forEach(
                        (name, parameter) -> {
                            NDArray array = parameter.getArray();
                            if (weights.containsKey(name)) {
                                PyTorch.copy(
                                        manager.create(weights.get(name), array.getShape()), array);
                            }
                        });
    }

    Explanation explain(CamMethod method, String explainedClass) {
        return explain(method, explainedClass, Layer.CONV);
    }

    Explanation explain(CamMethod method, String explainedClass, Layer layer) {
        try (PyTorch.NoGradient scope = PyTorch.noGradient();
                NDManager batch = manager.newSubManager()) {
            ParameterStore parameters = new ParameterStore(batch, false);
            NDArray input = batch.create(SLICE, new Shape(1, 1, 4, 4));
            ForwardTrace trace = network.trace(parameters, input, false);
            return new ClassActivationMap(
                            CLASSES,
                            Inference::argMax,
                            new CamTarget(explainedClass, layer, method))
                    .explain(network, parameters, input, trace)
                    .get(0);
        }
    }

    float[] raw(CamMethod method) {
        return explain(method, "COVID").heatMap().raw();
    }

    @Override
    public void close() {
        manager.close();
    }
}
