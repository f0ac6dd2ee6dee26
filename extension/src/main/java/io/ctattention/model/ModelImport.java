package io.ctattention.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.initializer.Initializer;
import io.ctattention.block.Network;
import io.ctattention.block.NetworkSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Makes a model folder from weights that another program trained. */
public final class ModelImport {

    private ModelImport() {}

    /**
     * Reads weights, writes the model folder, and loads it again to verify every bit.
     *
     * @param file an NPZ or safetensors file, see {@link WeightFile#read}
     * @param network the shape of the network that the weights are for
     * @param classes the class of each logit, in the logits' order
     * @param positiveClass one of the classes
     * @param folder the model folder; an older one is replaced as a whole
     * @return the card
     * @throws ModelException if the file is damaged or does not fit
     * @throws IOException if the file cannot be read or the folder cannot be written
     */
    public static ModelCard run(
            Path file, NetworkSpec network, List<String> classes, String positiveClass, Path folder)
            throws IOException {
        PyTorch.engine();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            Network block = network.newNetwork();
            block.setInitializer(Initializer.ZEROS, parameter -> true);
            block.initialize(manager, DataType.FLOAT32, network.inputShape(1));
            WeightFile.read(file, block);
            ModelCard card = ModelCard.of(network, block.parameterCount(), classes, positiveClass);
            ModelFolder.write(folder, block, card);
            try (CtModel written = ModelFolder.load(folder, Device.cpu())) {
                compare(folder, block, written.network());
                return written.card();
            }
        }
    }

    private static void compare(Path folder, Network block, Network written) throws ModelException {
        for (var entry : block.namedParameters().entrySet()) {
            NDArray meant = entry.getValue().getArray();
            NDArray found = written.namedParameters().get(entry.getKey()).getArray();
            if (!Arrays.equals(meant.toByteArray(), found.toByteArray())) {
                throw new ModelException(
                        folder, entry.getKey() + " changed when it was written and read back");
            }
        }
    }
}
