package io.ctattention.check.numbers;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ctattention.block.Network;
import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.explanation.CamTarget;
import io.ctattention.explanation.ClassActivationMap;
import io.ctattention.explanation.Explanation;
import io.ctattention.explanation.Layer;
import io.ctattention.model.CtModel;
import io.ctattention.model.Inference;
import io.ctattention.model.ModelCard;
import io.ctattention.model.ModelFolder;
import io.ctattention.model.SliceInput;
import io.ctattention.training.step.StepTrial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a network with the weights of {@link Formula} computes for {@link #BATCH} slices of {@link
 * #SIZE} x {@link #SIZE}.
 *
 * @param logits at inference, {@code BATCH * 2}
 * @param losses the mean cross-entropy before each of {@link #STEPS} steps of Adam at 0.0001 on
 *     this batch: the last one is that after five
 * @param gradientNorms the Euclidean norm of the first step's gradient, by the weight's name
 * @param heatMaps the raw Grad-CAM maps of class 1 of all slices, by the layer's word
 */
public record NetworkNumbers(
        double[] logits,
        double[] losses,
        Map<String, Double> gradientNorms,
        Map<String, double[]> heatMaps) {

    static final int SIZE = 36;

    /** Slices of the batch. */
    public static final int BATCH = 4;

    static final int STEPS = 6;

    private static final long[] LABELS = {0, 1, 1, 0};
    private static final List<String> CLASSES = List.of("NonCOVID", "COVID");

    /**
     * Returns the network that is checked.
     *
     * @param kind its attention
     * @return the paper's network with it, for small slices
     */
    public static NetworkSpec spec(AttentionSpec.Kind kind) {
        return NetworkSpec.paper(AttentionSpec.of(kind), SIZE, CLASSES.size());
    }

    /**
     * Computes logits, losses and gradients, and no heat map.
     *
     * @param spec the network
     * @param device where to compute
     * @return the numbers
     */
    public static NetworkNumbers compute(NetworkSpec spec, Device device) {
        try (NDManager manager = NDManager.newBaseManager(device, "PyTorch")) {
            Network network = Formula.network(spec, manager);
            NDArray slices = SliceInput.of(manager, spec, Formula.slices(BATCH, SIZE));
            NDArray labels = manager.create(LABELS, new Shape(BATCH));
            float[] logits = Inference.logits(manager, network, slices).toFloatArray();
            StepTrial steps = StepTrial.of(network, slices, labels, STEPS);
            return new NetworkNumbers(
                    Distance.doubles(logits), steps.losses(), steps.gradientNorms(), Map.of());
        }
    }

    /**
     * Computes the heat maps of a model that is read from a folder onto the device.
     *
     * @param spec the network
     * @param device where to compute
     * @param folder where to write the model; must not exist
     * @return the maps by layer
     * @throws IOException if the folder cannot be written or read
     */
    public static Map<String, double[]> heatMaps(NetworkSpec spec, Device device, Path folder)
            throws IOException {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            Network network = Formula.network(spec, manager);
            ModelCard card = ModelCard.of(spec, network.parameterCount(), CLASSES, CLASSES.get(1));
            ModelFolder.write(folder, network, card);
        }
        Map<String, double[]> maps = new LinkedHashMap<>();
        try (CtModel model = ModelFolder.load(folder, device)) {
            for (String word : Layer.ids(spec)) {
                List<Explanation> explanations =
                        ClassActivationMap.explain(
                                model,
                                Formula.slices(BATCH, SIZE),
                                CamTarget.parse(CLASSES.get(1), word, null));
                maps.put(word, joined(explanations));
            }
        }
        return maps;
    }

    private static double[] joined(List<Explanation> explanations) {
        int cells = explanations.get(0).heatMap().raw().length;
        double[] all = new double[explanations.size() * cells];
        for (int n = 0; n < explanations.size(); n++) {
            double[] raw = Distance.doubles(explanations.get(n).heatMap().raw());
            System.arraycopy(raw, 0, all, n * cells, cells);
        }
        return all;
    }

    /**
     * Returns the same numbers with heat maps.
     *
     * @param newHeatMaps the maps by layer
     * @return the numbers
     */
    public NetworkNumbers with(Map<String, double[]> newHeatMaps) {
        return new NetworkNumbers(logits, losses, gradientNorms, newHeatMaps);
    }
}
