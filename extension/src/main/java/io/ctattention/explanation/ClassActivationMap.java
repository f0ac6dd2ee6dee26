package io.ctattention.explanation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.ctattention.block.ForwardTrace;
import io.ctattention.block.Network;
import io.ctattention.block.NetworkSpec;
import io.ctattention.engine.DeviceException;
import io.ctattention.model.CtModel;
import io.ctattention.model.Inference;
import io.ctattention.model.ModelCard;
import io.ctattention.model.PyTorch;
import io.ctattention.model.SliceInput;
import io.ctattention.model.SliceReader;
import io.ctattention.model.SliceReader.ReadSlice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Class activation mapping: which parts of a slice support a class, by any {@link CamMethod}. The
 * call is the same for all: {@code raw} is what the method computes before its ReLU, and {@code
 * scaled = ReLU(raw) / max}.
 *
 * <p>Explaining needs no lock and no gradient collector, so that any number of threads can do it
 * while another one trains.
 */
public final class ClassActivationMap {

    private final List<String> classes;
    private final CamTarget target;
    private final ToIntFunction<double[]> decision;

    /**
     * Selects what is explained.
     *
     * @param classes the class of each logit
     * @param decision from a slice's probabilities to the place of its predicted class
     * @param target what the heat maps explain; one that was checked
     */
    ClassActivationMap(List<String> classes, ToIntFunction<double[]> decision, CamTarget target) {
        this.classes = List.copyOf(classes);
        this.decision = decision;
        this.target = target;
    }

    /**
     * Explains slices that were read, as {@link SliceReader#answer} asks.
     *
     * @param model the model
     * @param slices a batch
     * @param target what the heat maps explain
     * @return an explanation for each slice
     * @throws IllegalArgumentException if the model has no such class or layer
     * @throws DeviceException if a GPU fails or its memory is too small for the batch
     */
    public static List<Explanation> explain(
            CtModel model, List<ReadSlice> slices, CamTarget target) {
        return explain(model, SliceReader.stack(slices), target);
    }

    /**
     * Explains a model's answers for a batch of slices.
     *
     * @param model the model
     * @param pixels the grey levels of N resized slices, {@code N * size * size} in [0, 1]
     * @param target what the heat maps explain
     * @return an explanation for each slice
     * @throws IllegalArgumentException if the model has no such class or layer
     * @throws DeviceException if a GPU fails or its memory is too small for the batch
     */
    public static List<Explanation> explain(CtModel model, float[] pixels, CamTarget target) {
        ClassActivationMap map = of(model.card(), target);
        if (pixels.length == 0) {
            return List.of();
        }
        try (PyTorch.NoGradient scope = PyTorch.noGradient();
                NDManager batch = model.model().getNDManager().newSubManager()) {
            NDArray input = SliceInput.of(batch, model.network().spec(), pixels);
            ParameterStore parameters = new ParameterStore(batch, false);
            ForwardTrace trace = model.network().trace(parameters, input, false);
            return map.explain(model.network(), parameters, input, trace);
        } catch (RuntimeException e) {
            throw DeviceException.of(e);
        }
    }

    static ClassActivationMap of(ModelCard card, CamTarget target) {
        target.require(card);
        return new ClassActivationMap(card.classes(), card.decision()::of, target);
    }

    /**
     * Turns a forward pass into explanations.
     *
     * @param input the slices as they went in, {@code (N, 1, size, size)}
     * @param trace what came out
     * @return N explanations
     */
    List<Explanation> explain(
            Network network, ParameterStore parameters, NDArray input, ForwardTrace trace) {
        int count = classes.size();
        double[][] probabilities = Inference.softmax(trace.logits().toFloatArray(), count);
        int[] targets = new int[probabilities.length];
        float[] oneHot = new float[probabilities.length * count];
        for (int n = 0; n < targets.length; n++) {
            targets[n] =
                    target.explainedClass() == null
                            ? decision.applyAsInt(probabilities[n])
                            : classes.indexOf(target.explainedClass());
            oneHot[n * count + targets[n]] = 1;
        }
        NDArray choice =
                trace.logits().getManager().create(oneHot, new Shape(targets.length, count));
        float[] raw =
                rawMaps(new TracedPass(network, parameters, input, trace, target.layer(), choice));
        List<List<Gate>> gates = gates(network.spec(), trace, targets.length);

        int cells = raw.length / targets.length;
        List<Explanation> explanations = new ArrayList<>();
        for (int n = 0; n < targets.length; n++) {
            float[] map = Arrays.copyOfRange(raw, n * cells, (n + 1) * cells);
            explanations.add(
                    new Explanation(
                            classes,
                            probabilities[n],
                            classes.get(decision.applyAsInt(probabilities[n])),
                            classes.get(targets[n]),
                            target.layer(),
                            target.method(),
                            HeatMap.of(network.spec(), map),
                            gates.get(n)));
        }
        return explanations;
    }

    private float[] rawMaps(TracedPass pass) {
        try (PyTorch.NoGradient scope = PyTorch.noGradient();
                NDArray maps = target.method().cam().rawMaps(pass)) {
            return maps.toFloatArray();
        }
    }

    private static List<List<Gate>> gates(NetworkSpec network, ForwardTrace trace, int slices) {
        List<List<Gate>> gates = new ArrayList<>();
        for (int n = 0; n < slices; n++) {
            gates.add(new ArrayList<>());
        }
        for (int g = 0; g < trace.gates().size(); g++) {
            int convolution = network.gatedConvolutions().get(g);
            int side = Math.toIntExact(trace.gates().get(g).getShape().get(3));
            float[] values = trace.gates().get(g).toFloatArray();
            for (int n = 0; n < slices; n++) {
                int cells = side * side;
                float[] own = Arrays.copyOfRange(values, n * cells, (n + 1) * cells);
                gates.get(n).add(new Gate(convolution, side, own));
            }
        }
        return gates;
    }
}
