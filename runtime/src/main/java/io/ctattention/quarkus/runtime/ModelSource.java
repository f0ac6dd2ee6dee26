package io.ctattention.quarkus.runtime;

import io.ctattention.model.ModelCard;

/** Where the model of a call comes from: a name whose model may be replaced, or a model itself. */
public interface ModelSource {

    /** Returns the model's name in the configuration. */
    String name();

    /** Returns the card of the model that would answer now. */
    ModelCard card();

    /**
     * Takes the model that answers now; it stays in memory until {@link LoadedModel#exit}.
     *
     * @throws IllegalStateException if it is closed, because the application is stopping or a lease
     *     is over
     */
    LoadedModel enter();
}
