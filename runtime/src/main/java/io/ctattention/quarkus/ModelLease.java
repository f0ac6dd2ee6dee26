package io.ctattention.quarkus;

import io.ctattention.model.ModelCard;

/** A model that stays as it is until the lease is closed, on whatever thread. */
public interface ModelLease extends AutoCloseable {

    /**
     * Returns the model's name in the configuration.
     *
     * @return the name, {@link ModelName#DEFAULT} for the unnamed one
     */
    String name();

    /**
     * Returns what the model is.
     *
     * @return its card; still there after closing
     */
    ModelCard card();

    /**
     * Returns where the model computes.
     *
     * @return the device's word, such as {@code cpu} or {@code cuda:0}
     */
    String device();

    /**
     * Returns what classifies with this model.
     *
     * @return the classifier; after closing it may throw an {@link IllegalStateException}
     */
    CtClassifier classifier();

    /**
     * Returns what explains the answers of this model.
     *
     * @return the explainer; after closing it may throw an {@link IllegalStateException}
     */
    GradCamExplainer explainer();

    /** Releases the model. Closing it again does nothing. */
    @Override
    void close();
}
