package io.ctattention.benchmark;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.util.Utils;
import io.ctattention.block.AttentionSpec;
import io.ctattention.block.BaselineCnn;
import io.ctattention.block.NetworkSpec;
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

    static NetworkSpec spec(String network) {
        AttentionSpec attention = network.equals("cbam") ? AttentionSpec.CBAM : AttentionSpec.NONE;
        return NetworkSpec.paper(attention, Peer.SIZE, CLASSES.size());
    }

    /** Loads an untrained model as the command line loads a trained one. */
    static CtModel load(String network) throws IOException {
        PyTorch.engine();
        NetworkSpec spec = spec(network);
        Path folder = Files.createTempDirectory("ct-attention-benchmark");
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            BaselineCnn block = new BaselineCnn(spec);
            block.initialize(manager, DataType.FLOAT32, spec.inputShape(1));
            ModelCard card = ModelCard.of(spec, block.parameterCount(), CLASSES, CLASSES.get(0));
            Path model = folder.resolve("model");
            ModelFolder.write(model, block, card);
            return ModelFolder.load(model, Device.cpu());
        } finally {
            Utils.deleteQuietly(folder);
        }
    }
}
