package io.ctattention.server.model;

import io.ctattention.quarkus.CtModels;
import io.ctattention.quarkus.ModelLease;
import io.ctattention.quarkus.ModelName;
import io.ctattention.server.problem.ProblemException;
import io.ctattention.server.problem.ProblemType;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The models by the names that requests use. */
@Singleton
public class Models {

    /** What requests call the model whose property has no name. */
    public static final String DEFAULT = "default";

    private final CtModels models;

    Models(CtModels models) {
        this.models = models;
    }

    /**
     * Returns what requests call a model.
     *
     * @param name its name in the configuration
     * @return the word
     */
    public static String id(String name) {
        return name.equals(ModelName.DEFAULT) ? DEFAULT : name;
    }

    /**
     * Returns the models' names.
     *
     * @return as the configuration has them
     */
    public List<String> names() {
        return List.copyOf(models.names());
    }

    /**
     * Takes a model for as long as its answers are needed.
     *
     * @param word its name in the request; null for the unnamed one, or the only one
     * @return the model, to be closed
     * @throws ProblemException if there is none of that name, or the service is stopping
     */
    public ModelLease lease(String word) {
        String name = word == null ? usual() : name(word);
        try {
            return models.lease(name);
        } catch (IllegalStateException e) { // it is closed
            throw new ProblemException(ProblemType.NOT_READY, "The service is stopping");
        }
    }

    private String usual() {
        Set<String> names = models.names();
        if (names.contains(ModelName.DEFAULT)) {
            return ModelName.DEFAULT;
        }
        if (names.size() == 1) {
            return names.iterator().next();
        }
        throw new ProblemException(
                ProblemType.BAD_REQUEST,
                String.format(Locale.ROOT, "Several models are loaded; name one of %s", words()));
    }

    private String name(String word) {
        String name = word.equals(DEFAULT) ? ModelName.DEFAULT : word;
        if (!models.names().contains(name)) {
            throw new ProblemException(
                    ProblemType.UNKNOWN_MODEL,
                    String.format(Locale.ROOT, "The models are %s", words()));
        }
        return name;
    }

    private String words() {
        return String.join(", ", names().stream().map(Models::id).toList());
    }
}
