package io.ctattention.model;

import ai.djl.Model;
import ai.djl.nn.Block;
import ai.djl.nn.BlockFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Builds the network that a model folder's card describes, after checking the folder. Named in
 * {@code serving.properties}, so that DJL's {@code Criteria} and DJL Serving find it.
 */
public final class NetworkFactory implements BlockFactory {

    private static final long serialVersionUID = 1L;

    /** Creates the factory; DJL does. */
    public NetworkFactory() {}

    @Override
    public Block newBlock(Model model, Path modelPath, Map<String, ?> arguments)
            throws IOException {
        return ModelFolder.verify(modelPath).network().newNetwork();
    }
}
