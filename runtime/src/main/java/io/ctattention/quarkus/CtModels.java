package io.ctattention.quarkus;

import java.util.Set;

/**
 * The configured models, for applications that know their names only at run time. Inject it; safe
 * for any number of threads.
 */
public interface CtModels {

    /**
     * Returns the names of the models.
     *
     * @return in alphabetical order; the unnamed one is {@link ModelName#DEFAULT}
     */
    Set<String> names();

    /**
     * Takes a model for as long as it is needed. The lease always uses the model that is loaded
     * now, even if its folder is replaced meanwhile.
     *
     * @param name one of the names
     * @return the model, to be closed
     * @throws java.util.NoSuchElementException if there is none of that name; the message lists
     *     them
     * @throws IllegalStateException if the application is stopping
     */
    ModelLease lease(String name);
}
