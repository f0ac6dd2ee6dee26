package io.ctattention.quarkus.runtime;

import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.repository.zoo.ZooModel;

/**
 * The DJL model that an application injects. It shares the weights with the other beans of the
 * model, so closing it does nothing: the model is closed with the application.
 */
// A bean's generated class lies in the package of its class. It must not be DJL's: in a native
// executable DJL is initialized at run time, and beans when it is built.
public final class ZooModelBean extends ZooModel<Image, Classifications> {

    ZooModelBean(ZooModel<Image, Classifications> model) {
        super(model.getWrappedModel(), model.getTranslator());
    }

    @Override
    public void close() {}
}
