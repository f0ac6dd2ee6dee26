package io.ctattention.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import io.ctattention.block.Network;
import io.ctattention.engine.DeviceException;
import io.ctattention.model.SliceReader.ReadSlice;
import java.util.List;

/** Forward passes without a gradient graph, from grey levels to probabilities. */
public final class Inference {

    private Inference() {}

    /**
     * Classifies a batch.
     *
     * @param manager the manager of the weights' device; nothing stays in it
     * @param network the network
     * @param pixels the grey levels of N resized slices, {@code N * size * size} in [0, 1]
     * @return the softmax of the logits by slice and class, in the logits' order
     * @throws DeviceException if a GPU fails or its memory is too small for the batch
     */
    public static double[][] probabilities(NDManager manager, Network network, float[] pixels) {
        try (NDManager batch = manager.newSubManager()) {
            NDArray logits = logits(batch, network, SliceInput.of(batch, network.spec(), pixels));
            return softmax(logits.toFloatArray(), network.spec().classes());
        } catch (RuntimeException e) {
            throw DeviceException.of(e);
        }
    }

    /**
     * Classifies slices that were read, as {@link SliceReader#answer} asks.
     *
     * @param model the model
     * @param slices a batch
     * @return the probability of each class by slice
     * @throws DeviceException if a GPU fails or its memory is too small for the batch
     */
    public static List<double[]> classify(CtModel model, List<ReadSlice> slices) {
        NDManager manager = model.model().getNDManager();
        return List.of(probabilities(manager, model.network(), SliceReader.stack(slices)));
    }

    /**
     * Computes a batch's logits and leaves them on the device.
     *
     * @param manager owns the logits
     * @param network the network
     * @param slices {@code (N, 1, size, size)} in [0, 1]
     * @return {@code (N, classes)}
     */
    public static NDArray logits(NDManager manager, Network network, NDArray slices) {
        try (PyTorch.NoGradient scope = PyTorch.noGradient()) {
            ParameterStore parameters = new ParameterStore(manager, false);
            return network.forward(parameters, new NDList(slices), false).singletonOrThrow();
        }
    }

    /**
     * Turns logits into probabilities.
     *
     * @param logits {@code N * classes} logits, row by row
     * @param classes the classes K
     * @return {@code N} rows of K probabilities, each row of sum 1
     */
    public static double[][] softmax(float[] logits, int classes) {
        double[][] probabilities = new double[logits.length / classes][classes];
        for (int n = 0; n < probabilities.length; n++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < classes; k++) {
                largest = Math.max(largest, logits[n * classes + k]);
            }
            double sum = 0;
            for (int k = 0; k < classes; k++) {
                probabilities[n][k] = Math.exp(logits[n * classes + k] - largest);
                sum += probabilities[n][k];
            }
            for (int k = 0; k < classes; k++) {
                probabilities[n][k] /= sum;
            }
        }
        return probabilities;
    }

    /**
     * Finds the most probable class. {@link Decision} decides the class of a slice.
     *
     * @param probabilities one for each class
     * @return the position of the greatest, the first of equals
     */
    public static int argMax(double[] probabilities) {
        int best = 0;
        for (int k = 1; k < probabilities.length; k++) {
            if (probabilities[k] > probabilities[best]) {
                best = k;
            }
        }
        return best;
    }
}
