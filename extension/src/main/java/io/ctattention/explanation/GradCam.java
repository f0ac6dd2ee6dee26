package io.ctattention.explanation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.ctattention.block.BaselineCnn;
import io.ctattention.block.NetworkSpec;
import io.ctattention.block.Tap;
import io.ctattention.model.CtModel;
import io.ctattention.model.Inference;
import io.ctattention.model.PyTorch;
import io.ctattention.model.SliceInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gradient-weighted class activation mapping: {@code raw = sum_k (mean_ij dy/dA_kij) A_k} for the
 * logit y of a class and the activations A of a layer; {@code scaled = ReLU(raw) / max}.
 *
 * <p>The gradients are computed in closed form from the weights, so that explaining needs no
 * gradient graph and no lock, and any number of threads can do it while another one trains.
 *
 * @see <a href="https://arxiv.org/abs/1610.02391">Selvaraju et al. 2017, "Grad-CAM: Visual
 *     Explanations from Deep Networks via Gradient-based Localization", equations 1 and 2</a>
 */
public final class GradCam {

    private final List<String> classes;
    private final String targetClass;
    private final Layer layer;

    /**
     * Chooses what is explained.
     *
     * @param classes the class of each logit
     * @param targetClass the class that the heat maps speak for, or null for each slice's
     *     prediction
     * @param layer the layer that they are about
     * @throws IllegalArgumentException if the class is unknown
     */
    GradCam(List<String> classes, String targetClass, Layer layer) {
        if (targetClass != null && !classes.contains(targetClass)) {
            throw new IllegalArgumentException(
                    "Unknown class %s; the model knows %s".formatted(targetClass, classes));
        }
        this.classes = List.copyOf(classes);
        this.targetClass = targetClass;
        this.layer = layer;
    }

    /**
     * Explains a model's answers for a batch of slices.
     *
     * @param model the model
     * @param pixels the grey levels of N resized slices, {@code N * size * size} in [0, 1]
     * @param targetClass the class that the heat maps speak for, or null for each slice's
     *     prediction
     * @param layer the layer that they are about
     * @return an explanation for each slice
     * @throws IllegalArgumentException if the class is unknown, or the network has no such layer
     */
    public static List<Explanation> explain(
            CtModel model, float[] pixels, String targetClass, Layer layer) {
        GradCam gradCam = new GradCam(model.card().classes(), targetClass, layer);
        gradCam.requireLayer(model.network().spec());
        if (pixels.length == 0) {
            return List.of();
        }
        try (PyTorch.NoGradient scope = PyTorch.noGradient();
                NDManager batch = model.model().getNDManager().newSubManager()) {
            NDArray input = SliceInput.of(batch, model.network().spec(), pixels);
            input.setName(BaselineCnn.TAPPED);
            ParameterStore parameters = new ParameterStore(batch, false);
            NDList output = model.network().forward(parameters, new NDList(input), false);
            return gradCam.explain(model.network(), parameters, Tap.of(output));
        }
    }

    void requireLayer(NetworkSpec network) {
        if (layer == Layer.ATTENTION && !network.endsWithAttention()) {
            throw new IllegalArgumentException(
                    "The network %s has no attention after its last convolution; layer conv is there"
                            .formatted(network.name()));
        }
    }

    /** Turns what a forward pass of N slices tapped into N explanations. */
    List<Explanation> explain(BaselineCnn network, ParameterStore parameters, Tap tap) {
        int count = classes.size();
        double[][] probabilities = Inference.softmax(tap.logits().toFloatArray(), count);
        int[] targets = new int[probabilities.length];
        float[] oneHot = new float[probabilities.length * count];
        for (int n = 0; n < targets.length; n++) {
            targets[n] =
                    targetClass == null
                            ? Inference.argMax(probabilities[n])
                            : classes.indexOf(targetClass);
            oneHot[n * count + targets[n]] = 1;
        }
        NDArray choice = tap.logits().getManager().create(oneHot, new Shape(targets.length, count));
        float[] raw = rawMaps(network, parameters, tap, choice).toFloatArray();
        List<List<Gate>> gates = gates(network.spec(), tap, targets.length);

        int cells = raw.length / targets.length;
        List<Explanation> explanations = new ArrayList<>();
        for (int n = 0; n < targets.length; n++) {
            float[] map = Arrays.copyOfRange(raw, n * cells, (n + 1) * cells);
            explanations.add(
                    new Explanation(
                            classes,
                            probabilities[n],
                            classes.get(Inference.argMax(probabilities[n])),
                            classes.get(targets[n]),
                            layer,
                            HeatMap.of(network.spec(), map),
                            gates.get(n)));
        }
        return explanations;
    }

    /** Returns the raw maps {@code (N, side, side)} of the classes chosen in {@code (N, K)}. */
    private NDArray rawMaps(
            BaselineCnn network, ParameterStore parameters, Tap tap, NDArray choice) {
        NDArray activations = tap.features();
        NDArray weights;
        if (layer == Layer.CONV && network.lastAttention() != null) {
            activations = tap.convolved();
            NDArray gradient = network.logitGradient(parameters, tap, choice);
            NDArray gate = tap.gates().get(tap.gates().size() - 1);
            weights =
                    network.lastAttention()
                            .meanInputGradient(parameters, activations, gate, gradient);
        } else {
            weights = network.meanLogitGradient(parameters, tap, choice);
        }
        weights = weights.reshape(weights.size(0), weights.size(1), 1, 1);
        return activations.mul(weights).sum(new int[] {1});
    }

    private static List<List<Gate>> gates(NetworkSpec network, Tap tap, int slices) {
        List<List<Gate>> gates = new ArrayList<>();
        for (int n = 0; n < slices; n++) {
            gates.add(new ArrayList<>());
        }
        for (int g = 0; g < tap.gates().size(); g++) {
            int convolution = network.gatedConvolutions().get(g);
            int side = Math.toIntExact(tap.gates().get(g).getShape().get(3));
            float[] values = tap.gates().get(g).toFloatArray();
            for (int n = 0; n < slices; n++) {
                int cells = side * side;
                float[] own = Arrays.copyOfRange(values, n * cells, (n + 1) * cells);
                gates.get(n).add(new Gate(convolution, side, own));
            }
        }
        return gates;
    }
}
