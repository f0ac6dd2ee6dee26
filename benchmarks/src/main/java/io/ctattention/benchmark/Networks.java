package io.ctattention.benchmark;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.util.Utils;
import io.ctattention.block.Network;
import io.ctattention.block.NetworkSpec;
import io.ctattention.block.attention.AttentionSpec;
import io.ctattention.model.CtModel;
import io.ctattention.model.ModelCard;
import io.ctattention.model.ModelFolder;
import io.ctattention.model.PyTorch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Our networks with weights of chance, which predict and explain as fast as trained ones. */
final class Networks {

    private static final List<String> CLASSES = List.of("COVID", "NonCOVID");

    private Networks() {}

    /** Arguments: a network, a size, and the folder of the model to write, for a service. */
    public static void main(String[] args) throws IOException {
        write(spec(args[0], Integer.parseInt(args[1])), Path.of(args[2]));
    }

    static NetworkSpec spec(String network) {
        return spec(network, Peer.SIZE);
    }

    /** Finds a network: baseline, or the paper's with the attention of that word. */
    static NetworkSpec spec(String network, int size) {
        AttentionSpec attention =
                network.equals(AttentionSpec.BASELINE)
                        ? AttentionSpec.NONE
                        : AttentionSpec.of(AttentionSpec.Kind.parse(network));
        return NetworkSpec.paper(attention, size, CLASSES.size());
    }

    /** Loads an untrained model as the command line loads a trained one. */
    static CtModel load(String network, int size, Device device) throws IOException {
        Path folder = Files.createTempDirectory("ct-attention-benchmark");
        try {
            Path model = folder.resolve("model");
            write(spec(network, size), model);
            return ModelFolder.load(model, device);
        } finally {
            Utils.deleteQuietly(folder);
        }
    }

    private static void write(NetworkSpec spec, Path folder) throws IOException {
        PyTorch.engine();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            Network block = spec.newNetwork();
            block.initialize(manager, DataType.FLOAT32, spec.inputShape(1));
            ModelCard card = ModelCard.of(spec, block.parameterCount(), CLASSES, CLASSES.get(0));
            ModelFolder.write(folder, block, card);
        }
    }
}
