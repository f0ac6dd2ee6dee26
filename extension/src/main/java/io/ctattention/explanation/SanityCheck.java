package io.ctattention.explanation;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import io.ctattention.block.Network;
import io.ctattention.block.NetworkSpec;
import io.ctattention.model.CtModel;
import io.ctattention.model.ModelFolder;
import io.ctattention.model.PyTorch;
import io.ctattention.training.GlorotUniform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * Whether heat maps depend on what the network has learned: its layers get untrained weights one
 * after the other, from the logits down, and the heat maps are compared with those of the trained
 * network. A method that shows the same picture afterwards, such as an edge detector, explains the
 * slice and not the network.
 *
 * @param stages the first is the trained network against itself, each later one has a layer more
 *     untrained, the last all of them
 * @see "Adebayo et al. 2018, Sanity Checks for Saliency Maps, section 3.1: cascading randomization"
 */
public record SanityCheck(List<Stage> stages) {

    /** The mean correlation that heat maps of a wholly untrained network may have at most. */
    public static final double LARGEST = 0.5;

    /** How often untrained weights are drawn, because a single draw depends much on chance. */
    private static final int DRAWS = 3;

    /** Copies the list. */
    public SanityCheck {
        stages = List.copyOf(stages);
    }

    /**
     * How alike heat maps still are.
     *
     * @param layer the layer that lost its weights last, such as {@code dense2}; {@code trained} in
     *     the first stage
     * @param correlation the mean over slices and three draws of untrained weights of the absolute
     *     rank correlation (Spearman) of the raw heat map with the trained network's, in [0, 1]:
     *     absolute, as the same picture with the opposite sign is the same picture; constant maps
     *     are left out, NaN if all are
     */
    public record Stage(String layer, double correlation) {}

    /**
     * Tells whether the heat maps changed. Adebayo et al. set no bound; this one is ours.
     *
     * @return whether the last stage's correlation is less than {@link #LARGEST}
     */
    public boolean passed() {
        return stages.get(stages.size() - 1).correlation() < LARGEST;
    }

    /**
     * Checks a method on a trained network. The heat maps of every stage explain the class that the
     * trained network predicts.
     *
     * @param modelFolder the model folder; it is read only
     * @param device where to compute
     * @param pixels the grey levels of N resized slices, {@code N * size * size} in [0, 1]
     * @param layer the layer that the heat maps are about
     * @param method how they are computed
     * @param seed decides the untrained weights
     * @return the correlation at each stage
     * @throws IOException if the model cannot be read
     * @throws IllegalArgumentException if there are no slices, or the network has no such layer
     */
    public static SanityCheck of(
            Path modelFolder,
            Device device,
            float[] pixels,
            Layer layer,
            CamMethod method,
            long seed)
            throws IOException {
        if (pixels.length == 0) {
            throw new IllegalArgumentException("No slices to check; at least one is needed");
        }
        try (CtModel copy = ModelFolder.load(modelFolder, device)) {
            List<String> targets =
                    ClassActivationMap.explain(copy, pixels, new CamTarget(null, layer, method))
                            .stream()
                            .map(Explanation::prediction)
                            .toList();
            return of(copy, model -> maps(model, pixels, targets, layer, method), seed);
        }
    }

    /** Checks any way to heat maps; the model gets its weights back. */
    static SanityCheck of(CtModel model, Function<CtModel, List<float[]>> maps, long seed) {
        List<float[]> trained = maps.apply(model);
        Map<String, Parameter> weights = model.network().namedParameters();
        List<String> layers = fromTheLogitsDown(weights);
        double[] sums = new double[layers.size()];
        try (NDManager scope = model.model().getNDManager().newSubManager()) {
            Map<String, NDArray> learned = new LinkedHashMap<>();
            weights.forEach((name, weight) -> learned.put(name, duplicate(scope, weight)));
            Random random = new Random(seed);
            for (int draw = 0; draw < DRAWS; draw++) {
                try (NDManager drawn = scope.newSubManager()) {
                    Map<String, Parameter> fresh = untrained(drawn, model.network().spec(), random);
                    for (int k = 0; k < sums.length; k++) {
                        String layer = layers.get(k);
                        weights.forEach(
                                (name, weight) -> {
                                    if (layer(name).equals(layer)) {
                                        PyTorch.copy(fresh.get(name).getArray(), weight.getArray());
                                    }
                                });
                        sums[k] += correlation(trained, maps.apply(model));
                    }
                } finally {
                    learned.forEach(
                            (name, array) -> PyTorch.copy(array, weights.get(name).getArray()));
                }
            }
        }
        List<Stage> stages = new ArrayList<>();
        stages.add(new Stage("trained", correlation(trained, maps.apply(model))));
        for (int k = 0; k < sums.length; k++) {
            stages.add(new Stage(layers.get(k), sums[k] / DRAWS));
        }
        return new SanityCheck(stages);
    }

    private static NDArray duplicate(NDManager scope, Parameter weight) {
        NDArray copy = weight.getArray().duplicate();
        copy.attach(scope);
        return copy;
    }

    private static Map<String, Parameter> untrained(
            NDManager scope, NetworkSpec spec, Random random) {
        Network network = spec.newNetwork();
        network.setInitializer(new GlorotUniform(random), Parameter.Type.WEIGHT);
        network.initialize(scope, DataType.FLOAT32, spec.inputShape(1));
        return network.namedParameters();
    }

    private static List<String> fromTheLogitsDown(Map<String, Parameter> weights) {
        List<String> layers =
                new ArrayList<>(
                        weights.keySet().stream().map(SanityCheck::layer).distinct().toList());
        Collections.reverse(layers);
        return layers;
    }

    private static String layer(String parameter) {
        return parameter.substring(0, parameter.indexOf('.'));
    }

    private static double correlation(List<float[]> trained, List<float[]> maps) {
        double sum = 0;
        int count = 0;
        for (int n = 0; n < trained.size(); n++) {
            double correlation = RankCorrelation.of(trained.get(n), maps.get(n));
            if (!Double.isNaN(correlation)) {
                sum += Math.abs(correlation);
                count++;
            }
        }
        return sum / count;
    }

    private static List<float[]> maps(
            CtModel model, float[] pixels, List<String> targets, Layer layer, CamMethod method) {
        float[][] maps = new float[targets.size()][];
        for (String target : targets.stream().distinct().toList()) {
            List<Explanation> all =
                    ClassActivationMap.explain(model, pixels, new CamTarget(target, layer, method));
            for (int n = 0; n < maps.length; n++) {
                if (targets.get(n).equals(target)) {
                    maps[n] = all.get(n).heatMap().raw();
                }
            }
        }
        return List.of(maps);
    }
}
