package io.ctattention.model;

import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.repository.zoo.ZooModel;
import io.ctattention.block.Network;

/**
 * A loaded model: the card and the plain DJL object.
 *
 * @param card what it is
 * @param model the DJL model; close it when done
 */
public record CtModel(ModelCard card, ZooModel<Image, Classifications> model)
        implements AutoCloseable {

    /**
     * Returns the network.
     *
     * @return the model's block
     */
    public Network network() {
        return (Network) model.getBlock();
    }

    @Override
    public void close() {
        model.close();
    }
}
